create function people.totp_code(
    p_secret text,
    p_step bigint
)
returns text
language plpgsql
immutable
security definer
set search_path = ''
as $$
/* The six digits of a time step: HMAC-SHA-1 with dynamic truncation (RFC 4226, section 5.3; RFC 6238). p_secret: hex. */
declare
    v_hash bytea := ext.hmac(int8send(p_step), decode(p_secret, 'hex'), 'sha1');
    v_at integer := get_byte(v_hash, 19) & 15;
begin
    return lpad((
        (
            ((get_byte(v_hash, v_at) & 127)::bigint << 24)
            | (get_byte(v_hash, v_at + 1) << 16)
            | (get_byte(v_hash, v_at + 2) << 8)
            | get_byte(v_hash, v_at + 3)
        ) % 1000000
    )::text, 6, '0');
end
$$;
comment on function people.totp_code(text, bigint) is 'The six digits of a time step (RFC 6238)
@internal';
