create function estate.premise_create(
    p_house lib.house_ref,
    p_number text,
    p_entrance lib.entrance_ref default null,
    p_floor integer default null,
    p_area lib.area default null,
    p_kind text default 'flat'
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A new flat or other premise; returns its id. Errors: not_found, name_taken. */
declare
    v_premise bigint;
begin
    perform people.office_demand();
    if not exists (select from estate.houses as h where h.house_id = p_house) then
        perform cabinet.refuse('not_found', p_field => 'p_house');
    elsif p_entrance is not null and not exists (
        select from estate.entrances as e where e.entrance_id = p_entrance and e.house_id = p_house
    ) then
        perform cabinet.refuse('not_found', p_field => 'p_entrance');
    end if;
    insert into estate.premises (house_id, entrance_id, number, kind, floor, area)
    values (p_house, p_entrance, trim(p_number), p_kind, p_floor, p_area)
    on conflict (house_id, number, kind) do nothing
    returning premise_id into v_premise;
    if v_premise is null then
        perform cabinet.refuse('name_taken', p_field => 'p_number', p_values => jsonb_build_object('name', p_number));
    end if;
    return v_premise;
end
$$;
comment on function estate.premise_create(lib.house_ref, text, lib.entrance_ref, integer, lib.area, text) is
'A new flat or other premise
@decides';
