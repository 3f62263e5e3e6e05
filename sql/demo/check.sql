-- The data of the houses grow whole month by month, and the check follows: at the end a few findings are left, one given to
-- somebody, one excused.
do $$
declare
    v_clock demo.clock;
    v_step integer;
    v_house record;
    v_finding bigint;
begin
    select * into v_clock from demo.clock;
    for v_step in 0..5 loop
        perform set_config('sokol.moment', (v_clock.begins + (v_clock.ends - v_clock.begins) * v_step / 6)::text, true);
        for v_house in
            select h.*, e.address, e.area_total
            from demo.houses as h
            join estate.houses as e on e.house_id = h.house_id
            where h.n % 6 = v_step
            order by h.n
        loop
            perform demo.by('supervisor@example.ru', 'supervisor', format(
                'select estate.house_save(p_house => %L, p_reason => %L, p_values => %L)', v_house.house_id,
                'Выгрузка из реестра домов', jsonb_strip_nulls(jsonb_build_object(
                    'management_company', 'ООО «УК „Уютный дом“»', 'is_alarm', 'Нет', 'overhaul_fund', 'special_operator',
                    'exploitation_year', case v_house.n when 7 then v_house.built - 1 else v_house.built end,
                    'area_living', case when v_house.n not in (6, 8) then round(v_house.area_total * 0.87, 1) end,
                    'elevators_count', case when v_house.floors >= 9 then v_house.entrances else 0 end,
                    'area_common', round(v_house.area_total * 0.11, 1), 'houseguid', md5('дом ' || v_house.n)::uuid,
                    'firefighting_type', 'none', 'drainage_type', case when v_house.floors >= 9 then 'inner' else 'outer' end,
                    'chute_type', case when v_house.n <> 5 then case when v_house.floors >= 9 then 'landing' else 'none' end end,
                    'cadastral_number', case when v_house.n % 3 > 0
                        then format('25:28:0100%s:%s', lpad(v_house.n::text, 2, '0'), 100 + v_house.n * 7) end
                ))
            ));
        end loop;
        perform estate.check_nightly();
    end loop;

    perform set_config('sokol.moment', (v_clock.ends - interval '9 hours')::text, true);
    select f.finding_id into v_finding
    from estate.check_findings as f
    where f.cleared_at is null and f.rule = 'house_exploitation_before_built'
    order by f.finding_id
    limit 1;
    perform demo.by('supervisor@example.ru', 'supervisor', format(
        'select supervisor.check_excuse(p_finding => %s, p_reason => %L)', v_finding, 'Заселяли до сдачи, так и в техпаспорте'
    ));
    select f.finding_id into v_finding
    from estate.check_findings as f
    where f.cleared_at is null and f.rule = 'house_area_living_missing'
    order by f.finding_id
    limit 1;
    perform demo.by('supervisor@example.ru', 'supervisor', format(
        'select supervisor.check_assign(p_finding => %s, p_staff => %s, p_until => %L)', v_finding, (
            select m.staff_id
            from estate.check_findings as f
            join estate.houses as h on h.house_id = f.house_id
            join people.zone_managers as m on m.zone_id = h.zone_id and m.during @> people.today()
            where f.finding_id = v_finding
        ), people.today() + 10
    ));
    perform set_config('sokol.moment', (v_clock.ends - interval '6 hours')::text, true);
    perform estate.check_nightly();
end
$$;
