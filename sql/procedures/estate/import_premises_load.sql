create function estate.import_premises_load(
    p_import bigint
)
returns void
language plpgsql
volatile
set search_path = ''
as $$
/* What a file of premises writes: entrances that were not there, new premises, values that differ. */
begin
    insert into estate.import_writes (import_id, relation, key, after)
    select
        p_import, 'estate.entrances',
        jsonb_build_object('entrance_id', nextval(pg_get_serial_sequence('estate.entrances', 'entrance_id'))),
        jsonb_build_object('house_id', n.house_id, 'number', n.number, 'report_code', encode(ext.gen_random_bytes(6), 'hex'))
    from (
        select distinct coalesce((r.after ->> 'house_id')::bigint, p.house_id) as house_id, (r.after ->> 'entrance')::smallint as number
        from estate.import_rows as r
        left join estate.premises as p on p.premise_id = r.object_id
        where r.import_id = p_import and r.outcome in ('new', 'changed') and r.after ? 'entrance'
    ) as n
    where not exists (select from estate.entrances as e where e.house_id = n.house_id and e.number = n.number)
    order by n.house_id, n.number;

    update estate.import_rows as r
    set object_id = nextval(pg_get_serial_sequence('estate.premises', 'premise_id'))
    where r.import_id = p_import and r.outcome = 'new';

    insert into estate.import_writes (import_id, relation, key, before, after)
    with entrances as (
        select e.house_id, e.number, e.entrance_id from estate.entrances as e
        union all
        select (w.after ->> 'house_id')::bigint, (w.after ->> 'number')::smallint, (w.key ->> 'entrance_id')::bigint
        from estate.import_writes as w
        where w.import_id = p_import and w.relation = 'estate.entrances'
    )

    select
        p_import, 'estate.premises', jsonb_build_object('premise_id', r.object_id),
        case when r.outcome = 'changed' then (r.before - 'entrance') || case
            when r.after ? 'entrance' then jsonb_build_object('entrance_id', p.entrance_id) else '{}' end end,
        (r.after - 'entrance') || case
            when r.after ? 'entrance' then jsonb_build_object('entrance_id', e.entrance_id) else '{}' end
    from estate.import_rows as r
    left join estate.premises as p on p.premise_id = r.object_id
    left join entrances as e
        on e.house_id = coalesce((r.after ->> 'house_id')::bigint, p.house_id) and e.number = (r.after ->> 'entrance')::smallint
    where r.import_id = p_import and r.outcome in ('new', 'changed')
    order by r.line;
end
$$;
comment on function estate.import_premises_load(bigint) is 'What a file of premises writes
@internal';
