create function estate.import_staff_load(
    p_import bigint
)
returns void
language plpgsql
volatile
set search_path = ''
as $$
/* What a file of staff writes: people, their cabinets, staff, trades with permits, zones. */
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
        case when r.outcome = 'changed' then r.before end,
        case when r.outcome = 'changed' then r.after -> 'differ' else jsonb_build_object(
            'user_id', r.after -> 'user_id', 'name', r.after -> 'name', 'position', r.after -> 'position',
            'capacity', r.after -> 'capacity', 'employed', daterange((r.after ->> 'since')::date, null)) end
    from estate.import_rows as r
    where r.import_id = p_import and (r.outcome = 'new' or r.outcome = 'changed' and r.after -> 'differ' <> '{}')
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
        p_import, 'people.staff_specializations', jsonb_build_object('staff_id', r.object_id, 'specialization', t.t),
        jsonb_build_object('permit_until', case when k.permit_required then r.after ->> 'permit_until' end)
    from estate.import_rows as r
    cross join lateral jsonb_array_elements_text(r.after -> 'trades') as t (t)
    join people.specializations as k on k.specialization = t.t
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
