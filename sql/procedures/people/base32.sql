create function people.base32(
    p_bytes bytea
)
returns text
language sql
immutable
set search_path = ''
as $$
/* Base32 (RFC 4648) of whole groups of five bytes, in fours for reading aloud. */
select regexp_replace(
    string_agg(substr(
        'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', substr(bits.text, 5 * n + 1, 5)::bit(5)::integer + 1, 1
    ), '' order by n),
    '(.{4})(?=.)', '\1 ', 'g'
)
from (
    select string_agg(get_byte(p_bytes, i)::bit(8)::text, '' order by i) as text
    from generate_series(0, length(p_bytes) - 1) as i
) as bits
cross join generate_series(0, length(p_bytes) * 8 / 5 - 1) as n
$$;
comment on function people.base32(bytea) is 'Base32 of bytes, in fours';
