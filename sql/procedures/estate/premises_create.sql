create function estate.premises_create(
    p_house lib.house_ref,
    p_first integer,
    p_last integer,
    p_per_floor integer default 4
)
returns integer
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Flats from number to number, spread evenly over the entrances of the house in order, p_per_floor on a landing; known
numbers are left. Returns how many were added. Errors: not_found, period_wrong.
*/
declare
    v_entrances integer;
    v_count integer;
begin
    perform people.office_demand();
    if not exists (select from estate.houses as h where h.house_id = p_house) then
        perform cabinet.refuse('not_found', p_field => 'p_house');
    elsif p_first < 1 or p_last < p_first or p_last - p_first > 5000 or p_per_floor < 1 then
        perform cabinet.refuse('period_wrong', p_field => 'p_last');
    end if;
    select count(*) into v_entrances from estate.entrances as e where e.house_id = p_house;
    insert into estate.premises (house_id, entrance_id, number, kind, floor)
    select
        p_house, e.entrance_id, n.n::text, 'flat',
        1 + ((n.n - p_first) % greatest(ceil((p_last - p_first + 1)::numeric / greatest(v_entrances, 1))::integer, 1)) / p_per_floor
    from generate_series(p_first, p_last) as n (n)
    left join (
        select x.entrance_id, row_number() over (order by x.number) as place
        from estate.entrances as x where x.house_id = p_house
    ) as e on e.place = 1 + (n.n - p_first) / ceil((p_last - p_first + 1)::numeric / greatest(v_entrances, 1))::integer
    on conflict (house_id, number, kind) do nothing;
    get diagnostics v_count = row_count;
    return v_count;
end
$$;
comment on function estate.premises_create(lib.house_ref, integer, integer, integer) is 'Flats from number to number
@decides';
