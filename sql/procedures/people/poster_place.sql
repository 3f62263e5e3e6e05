create function people.poster_place(
    p_code text
)
returns table (
    house_id bigint,
    entrance_id bigint,
    address text,
    "number" smallint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Where a poster with a code hangs. */
begin
    return query
    select h.house_id, e.entrance_id, h.address, e.number
    from estate.entrances as e
    join estate.houses as h on h.house_id = e.house_id
    where e.report_code = p_code;
end
$$;
comment on function people.poster_place(text) is 'Where a poster with a code hangs
@decides';
