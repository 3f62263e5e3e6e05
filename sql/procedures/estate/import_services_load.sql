create function estate.import_services_load(
    p_import bigint
)
returns void
language plpgsql
volatile
set search_path = ''
as $$
/* What a classifier writes: free services with the place mapped to one of ours, the trade by category, ordinary priority. */
begin
    update estate.import_rows as r
    set object_id = nextval(pg_get_serial_sequence('desk.services', 'service_id'))
    where r.import_id = p_import and r.outcome = 'new';

    insert into estate.import_writes (import_id, relation, key, after)
    select
        p_import, 'desk.services', jsonb_build_object('service_id', r.object_id),
        jsonb_build_object(
            'code', r.after ->> 'code', 'title', r."values" ->> 'title', 'priority', 'ordinary', 'import_id', p_import,
            'place', w.to_place, 'category', w.to_category, 'specialization', w.trade,
            'proof_after', r."values" ->> 'place' not in ('Документы', 'Квитанция', 'Отзыв о работе', 'IT сервисы')
        )
    from estate.import_rows as r
    cross join lateral estate.import_service_of(r."values" ->> 'place', r."values" ->> 'category') as w
    where r.import_id = p_import and r.outcome = 'new'
    order by r.line;
end
$$;
comment on function estate.import_services_load(bigint) is 'What a classifier of services writes
@internal';
