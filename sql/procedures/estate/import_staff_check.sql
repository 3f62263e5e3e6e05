create function estate.import_staff_check(
    p_import bigint
)
returns void
language plpgsql
volatile
set search_path = ''
as $$
/*
Outcomes of rows of staff. A person is known by telephone, by e-mail, else by the name among the staff. Trades, zones and
cabinets of the file are added, what one has otherwise stays; a permit that ends later than the one held is a new permit. The cabinets of the office are given one by one, never by a file.
*/
declare
    v_today date := people.today();
begin
    with told as materialized (
        select
            r.line, r."values" as v, r.reason, r."values" ->> 'name' as name, replace(lower(r."values" ->> 'name'), 'ё', 'е') as called,
            r."values" ->> 'phone' as phone, r."values" ->> 'email' as email, (r."values" ->> 'permit_until')::date as permit_until,
            coalesce(r."values" -> 'trades', '[]') as trades, coalesce(r."values" -> 'zones', '[]') as zones,
            coalesce(r."values" -> 'cabinets', '["manager"]') as cabinets
        from estate.import_rows as r
        where r.import_id = p_import and r.broken is null
    ),

    met as materialized (
        select
            t.*, u.name as phone_name, m.name as email_name, u.user_id as by_phone, m.user_id as by_email, n.users as named,
            coalesce(u.user_id, m.user_id, case when n.users = 1 then n.user_id end) as user_id,
            d.trades as trade_codes, d.unknown as trade_unknown, d.permits as needs_permit, z.zones as zone_ids, z.unknown as zone_unknown,
            c.cabinets as cabinet_codes, c.unknown as cabinet_unknown
        from told as t
        left join people.users as u on u.phone = t.phone and u.blocked_at is null
        left join people.users as m on lower(m.email) = t.email and m.blocked_at is null
        left join lateral (
            select count(*) as users, min(s.user_id) as user_id from people.staff as s
            where replace(lower(s.name), 'ё', 'е') = t.called and s.employed @> v_today
        ) as n on true
        left join lateral (
            select
                array_agg(distinct k.specialization) filter (where k.specialization is not null) as trades,
                min(x.x) filter (where k.specialization is null) as unknown, bool_or(k.permit_required) as permits
            from jsonb_array_elements_text(t.trades) as x (x)
            left join people.specializations as k
                on estate.import_word(x.x) in (estate.import_word(k.specialization), estate.import_word(k.title), estate.import_word(k.title_en))
        ) as d on true
        left join lateral (
            select
                array_agg(distinct k.zone_id) filter (where k.zone_id is not null) as zones,
                min(x.x) filter (where k.zone_id is null) as unknown
            from jsonb_array_elements_text(t.zones) as x (x)
            left join estate.zones as k on estate.import_word(x.x) = estate.import_word(k.name)
        ) as z on true
        left join lateral (
            select
                array_agg(distinct k.cabinet) filter (where k.cabinet is not null) as cabinets,
                min(x.x) filter (where k.cabinet is null) as unknown
            from jsonb_array_elements_text(t.cabinets) as x (x)
            left join cabinet.cabinets as k
                on k.frame = 'staff' and k.cabinet not in ('admin', 'supervisor')
                and estate.import_word(x.x) in (estate.import_word(k.cabinet), estate.import_word(k.title))
        ) as c on true
    ),

    judged as materialized (
        select
            m.*, s.staff_id, s.position as position_now, s.capacity as capacity_now,
            case
                when m.name is null then cabinet.said('said.import.no_name')
                when m.v ->> 'position' is null then cabinet.said('said.import.no_position')
                when length(m.v ->> 'position') > 200
                    then cabinet.said('said.import.position', jsonb_build_object('value', left(m.v ->> 'position', 60)))
                when m.trade_unknown is not null
                    then cabinet.said('said.import.trade', jsonb_build_object('value', left(m.trade_unknown, 60)))
                when m.zone_unknown is not null
                    then cabinet.said('said.import.zone', jsonb_build_object('value', left(m.zone_unknown, 60)))
                when m.cabinet_unknown is not null
                    then cabinet.said('said.import.cabinet', jsonb_build_object('value', left(m.cabinet_unknown, 60)))
                when m.needs_permit and m.permit_until is null and exists (
                    select from people.specializations as k
                    where k.specialization = any (m.trade_codes) and k.permit_required and not exists (
                        select from people.staff_specializations as x
                        where x.staff_id = s.staff_id and x.specialization = k.specialization)
                ) then cabinet.said('said.import.permit')
                when m.by_phone <> m.by_email then cabinet.said('said.import.two_people', jsonb_build_object(
                    'phone', lib.person_short(m.phone_name), 'email', lib.person_short(m.email_name)))
                when replace(lower(m.phone_name), 'ё', 'е') <> m.called then cabinet.said('said.import.phone_other', jsonb_build_object(
                    'value', m.phone, 'name', lib.person_short(m.phone_name)))
                when m.by_phone is null and replace(lower(m.email_name), 'ё', 'е') <> m.called
                    then cabinet.said('said.import.email_other', jsonb_build_object(
                        'value', m.email, 'name', lib.person_short(m.email_name)))
                when coalesce(m.by_phone, m.by_email) is null and m.named > 1
                    then cabinet.said('said.import.named_many', jsonb_build_object('value', m.name, 'count', m.named))
                when row_number() over (partition by coalesce('user ' || m.user_id, m.called) order by m.line) > 1
                    then cabinet.said('said.import.again', jsonb_build_object('value', m.name, 'line', first_value(m.line) over (
                        partition by coalesce('user ' || m.user_id, m.called) order by m.line)))
                when row_number() over (partition by coalesce(m.phone, m.line::text) order by m.line) > 1
                    then cabinet.said('said.import.phone_shared', jsonb_build_object('value', m.phone))
                when row_number() over (partition by coalesce(m.email, m.line::text) order by m.line) > 1
                    then cabinet.said('said.import.email_shared', jsonb_build_object('value', m.email))
            end as refused
        from met as m
        left join people.staff as s on s.user_id = m.user_id
    ),

    added as materialized (
        select
            j.*,
            jsonb_strip_nulls(jsonb_build_object(
                'position', case when j.staff_id is null or j.position_now <> j.v ->> 'position' then j.v ->> 'position' end,
                'capacity', case when j.capacity_now is distinct from (j.v ->> 'capacity')::smallint then (j.v ->> 'capacity')::smallint end
            )) as differ,
            array(
                select k.k from unnest(j.trade_codes) as k (k)
                where not exists (
                    select from people.staff_specializations as x where x.staff_id = j.staff_id and x.specialization = k.k)
            ) as trades_new,
            array(
                select k.k from unnest(j.zone_ids) as k (k)
                where not exists (
                    select from people.staff_scopes as x where x.staff_id = j.staff_id and x.zone_id = k.k and x.during @> v_today)
            ) as zones_new,
            array(
                select k.k from unnest(j.cabinet_codes) as k (k)
                where not exists (
                    select from people.user_cabinets as x where x.user_id = j.user_id and x.cabinet = k.k)
                    and (j.staff_id is null or j.v ? 'cabinets')
            ) as cabinets_new,
            p.trades as trades_longer, p.until as permit_now
        from judged as j
        cross join lateral (
            -- held trades of the file, all held ones where it names none, whose permit ends sooner
            select coalesce(array_agg(x.specialization order by x.specialization), '{}') as trades, min(x.permit_until) as until
            from people.staff_specializations as x
            join people.specializations as k on k.specialization = x.specialization and k.permit_required
            where x.staff_id = j.staff_id and j.permit_until > coalesce(x.permit_until, '-infinity')
                and (j.trade_codes is null or x.specialization = any (j.trade_codes))
        ) as p
    )

    update estate.import_rows as r
    set
        row_key = coalesce(a.name, '?'),
        outcome = case
            when a.refused is not null then 'refused'
            when a.staff_id is null then 'new'
            when a.differ = '{}' and cardinality(a.trades_new) + cardinality(a.zones_new) + cardinality(a.cabinets_new)
                + cardinality(a.trades_longer) = 0 then 'same'
            else 'changed'
        end,
        reason = coalesce(a.refused, a.reason),
        object_id = case when a.refused is null then a.staff_id end,
        before = case when a.refused is null and a.staff_id is not null then jsonb_strip_nulls(jsonb_build_object(
            'position', case when a.differ ? 'position' then a.position_now end,
            'capacity', case when a.differ ? 'capacity' then a.capacity_now end
        )) || case when a.trades_longer = '{}' then '{}' else jsonb_build_object('permit_until', a.permit_now) end end,
        after = case when a.refused is null then jsonb_build_object(
            'differ', a.differ || case
                when a.trades_longer = '{}' then '{}' else jsonb_build_object('permit_until', a.permit_until) end,
            'user_id', a.user_id, 'name', a.name, 'phone', a.phone, 'email', a.email,
            'position', a.v ->> 'position', 'capacity', coalesce((a.v ->> 'capacity')::smallint, 8),
            'since', coalesce((a.v ->> 'since')::date, v_today), 'permit_until', a.permit_until, 'trades', a.trades_new,
            'trades_longer', a.trades_longer, 'zones', a.zones_new, 'cabinets', a.cabinets_new) end
    from added as a
    where r.import_id = p_import and r.line = a.line;
end
$$;
comment on function estate.import_staff_check(bigint) is 'Outcomes of rows of staff
@internal';
