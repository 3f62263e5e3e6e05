create function estate.import_staff_load(
    p_import bigint
)
returns void
language plpgsql
volatile
set search_path = ''
as $$
/* What a file of staff writes: people, their cabinets, staff, permits and the trades whose end they are, zones. */
begin
    insert into estate.import_writes (import_id, relation, key, after)
    select
        p_import, 'people.users', jsonb_build_object('user_id', nextval(pg_get_serial_sequence('people.users', 'user_id'))),
        jsonb_build_object(
            'name', r.after -> 'name', 'phone', r.after -> 'phone', 'email', r.after -> 'email', 'created_at', lib.moment(), 'note', r.line::text)
    from estate.import_rows as r
    where r.import_id = p_import and r.outcome = 'new' and r.after ->> 'user_id' is null
    order by r.line;

    update estate.import_rows as r
    set after = r.after || jsonb_build_object('user_id', w.key -> 'user_id')
    from estate.import_writes as w
    where r.import_id = p_import and w.import_id = p_import and w.relation = 'people.users' and r.line = (w.after ->> 'note')::integer;
    update estate.import_writes as w
    set after = w.after || '{"note": null}'
    where w.import_id = p_import and w.relation = 'people.users';
    update estate.import_rows as r
    set object_id = nextval(pg_get_serial_sequence('people.staff', 'staff_id'))
    where r.import_id = p_import and r.outcome = 'new';

    insert into estate.import_writes (import_id, relation, key, before, after)
    select
        p_import, 'people.staff', jsonb_build_object('staff_id', r.object_id),
        case when r.outcome = 'changed' then r.before - 'permit_until' end,
        case when r.outcome = 'changed' then (r.after -> 'differ') - 'permit_until' else jsonb_build_object(
            'user_id', r.after -> 'user_id', 'name', r.after -> 'name', 'position', r.after -> 'position',
            'capacity', r.after -> 'capacity', 'employed', daterange((r.after ->> 'since')::date, null)) end
    from estate.import_rows as r
    where r.import_id = p_import and (r.outcome = 'new' or r.outcome = 'changed' and (r.after -> 'differ') - 'permit_until' <> '{}')
    order by r.line;

    insert into estate.import_writes (import_id, relation, key, after)
    select
        p_import, 'people.user_cabinets', jsonb_build_object('user_id', r.after -> 'user_id', 'cabinet', c.c),
        jsonb_build_object('rights', '[]'::jsonb, 'granted_at', lib.moment())
    from estate.import_rows as r
    cross join lateral jsonb_array_elements_text(r.after -> 'cabinets') as c (c)
    where r.import_id = p_import and r.outcome in ('new', 'changed')
    order by r.line, c.c;

    insert into estate.import_writes (import_id, relation, key, after)
    select
        p_import, 'people.permits', jsonb_build_object('permit_id', nextval(pg_get_serial_sequence('people.permits', 'permit_id'))),
        jsonb_build_object(
            'staff_id', r.object_id, 'specialization', k.specialization, 'title', k.title,
            'issued_on', least((r.after ->> 'permit_until')::date, case r.outcome when 'new' then (r.after ->> 'since')::date else people.today() end),
            'valid_until', r.after -> 'permit_until', 'created_at', lib.moment())
    from estate.import_rows as r
    cross join lateral jsonb_array_elements_text((r.after -> 'trades') || (r.after -> 'trades_longer')) as t (t)
    join people.specializations as k on k.specialization = t.t and k.permit_required
    where r.import_id = p_import and r.outcome in ('new', 'changed')
    order by r.line, t.t;

    -- the end of a permit is not written here: people.permits_keep writes it when the permits stand
    insert into estate.import_writes (import_id, relation, key, before, after)
    select
        p_import, 'people.staff_specializations', jsonb_build_object('staff_id', r.object_id, 'specialization', t.t),
        t.before, case when t.before is null then '{}' else jsonb_build_object('permit_until', r.after -> 'permit_until') end
    from estate.import_rows as r
    cross join lateral (
        select n.t, null::jsonb as before from jsonb_array_elements_text(r.after -> 'trades') as n (t)
        union all
        select x.specialization, jsonb_build_object('permit_until', x.permit_until)
        from people.staff_specializations as x
        where x.staff_id = r.object_id and r.after -> 'trades_longer' ? x.specialization
    ) as t
    where r.import_id = p_import and r.outcome in ('new', 'changed')
    order by r.line, t.t;

    insert into estate.import_writes (import_id, relation, key, after)
    select
        p_import, 'people.staff_scopes',
        jsonb_build_object('staff_scope_id', nextval(pg_get_serial_sequence('people.staff_scopes', 'staff_scope_id'))),
        jsonb_build_object('staff_id', r.object_id, 'zone_id', z.z, 'during', daterange((r.after ->> 'since')::date, null))
    from estate.import_rows as r
    cross join lateral jsonb_array_elements(r.after -> 'zones') as z (z)
    where r.import_id = p_import and r.outcome in ('new', 'changed')
    order by r.line, z.z;
end
$$;
comment on function estate.import_staff_load(bigint) is 'What a file of staff writes
@internal';
