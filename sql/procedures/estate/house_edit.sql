create function estate.house_edit(
    p_house lib.house_ref,
    p_reason text,
    p_built_year smallint default null,
    p_house_type text default null,
    p_wall_material text default null,
    p_floors_max smallint default null,
    p_floors_min smallint default null,
    p_entrances_count smallint default null,
    p_premises_count integer default null,
    p_living_count integer default null,
    p_area_total numeric default null,
    p_area_living numeric default null,
    p_area_common numeric default null,
    p_area_land numeric default null,
    p_is_alarm boolean default null,
    p_energy_class text default null,
    p_access_note text default null
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Changes the passport of a house; an empty value means «not known». p_reason: where the value comes from.
Errors: not_found, house_floors (422), house_areas (422), house_counts (422), rule_reason_required (422).
*/
declare
    v_old estate.houses;
    v_new estate.houses;
begin
    perform people.office_demand(array['supervisor']);
    select * into v_old from estate.houses as h where h.house_id = p_house for update;
    if v_old.house_id is null then
        perform cabinet.refuse('not_found');
    end if;
    if p_floors_min > p_floors_max then
        perform cabinet.refuse(
            'house_floors', p_field => 'p_floors_min',
            p_values => jsonb_build_object('minimum', p_floors_min, 'maximum', p_floors_max)
        );
    end if;
    if p_area_living > p_area_total then
        perform cabinet.refuse('house_areas', p_field => 'p_area_living');
    end if;
    if p_living_count > p_premises_count then
        perform cabinet.refuse('house_counts', p_field => 'p_living_count');
    end if;
    update estate.houses as h
    set
        built_year = p_built_year,
        house_type = nullif(trim(p_house_type), ''),
        wall_material = nullif(trim(p_wall_material), ''),
        floors_max = p_floors_max,
        floors_min = p_floors_min,
        entrances_count = p_entrances_count,
        premises_count = p_premises_count,
        living_count = p_living_count,
        area_total = p_area_total,
        area_living = p_area_living,
        area_common = p_area_common,
        area_land = p_area_land,
        is_alarm = p_is_alarm,
        energy_class = nullif(trim(p_energy_class), ''),
        access_note = nullif(trim(p_access_note), '')
    where h.house_id = p_house
    returning * into v_new;
    perform cabinet.rule_change_put(
        'houses', p_house::text, v_new.address,
        (
            select string_agg(cabinet.said('label.' || b.key) || ': ' || coalesce(b.value, '—'), '; ' order by b.key)
            from jsonb_each_text(to_jsonb(v_old) - 'register_row') as b
            where b.value is distinct from to_jsonb(v_new) ->> b.key
        ),
        (
            select string_agg(cabinet.said('label.' || a.key) || ': ' || coalesce(a.value, '—'), '; ' order by a.key)
            from jsonb_each_text(to_jsonb(v_new) - 'register_row') as a
            where a.value is distinct from to_jsonb(v_old) ->> a.key
        ),
        p_reason
    );
end
$$;
comment on function estate.house_edit(
    lib.house_ref, text, smallint, text, text, smallint, smallint, smallint, integer, integer, numeric, numeric, numeric,
    numeric, boolean, text, text
) is 'Changes the passport of a house
@decides';
