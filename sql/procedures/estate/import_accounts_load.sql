create function estate.import_accounts_load(
    p_import bigint
)
returns void
language plpgsql
volatile
set search_path = ''
as $$
/* What a file of accounts writes: accounts, people without invented contacts, their cabinet, relations, payers. */
begin
    -- materialized: a number for each account, not for each of its rows
    with numbered as materialized (
        select n.row_key, nextval(pg_get_serial_sequence('money.accounts', 'account_id')) as account_id
        from (
            select distinct x.row_key from estate.import_rows as x
            where x.import_id = p_import and x.outcome = 'new' and x.object_id is null
        ) as n
    )

    update estate.import_rows as r
    set object_id = a.account_id
    from numbered as a
    where r.import_id = p_import and r.outcome = 'new' and r.row_key = a.row_key;

    with numbered as materialized (
        select n.person, nextval(pg_get_serial_sequence('people.users', 'user_id')) as user_id
        from (
            select distinct x.after ->> 'person' as person from estate.import_rows as x
            where x.import_id = p_import and x.outcome in ('new', 'changed')
                and x.after ->> 'person' is not null and x.after ->> 'user_id' is null
        ) as n
    )

    update estate.import_rows as r
    set after = r.after || jsonb_build_object('user_id', u.user_id)
    from numbered as u
    where r.import_id = p_import and r.outcome in ('new', 'changed') and r.after ->> 'person' = u.person;

    insert into estate.import_writes (import_id, relation, key, after)
    select
        p_import, 'money.accounts', jsonb_build_object('account_id', r.object_id),
        jsonb_build_object(
            'number', r.after -> 'account', 'premise_id', r.after -> 'premise_id', 'house_id', r.after -> 'house_id',
            'kind', r.after -> 'kind', 'opened_on', r.after -> 'opened_on')
    from estate.import_rows as r
    where r.import_id = p_import and r.after -> 'adds' ? 'account' and r.outcome = 'new'
    order by r.line;

    insert into estate.import_writes (import_id, relation, key, before, after)
    select distinct on (r.object_id)
        p_import, 'money.accounts', jsonb_build_object('account_id', r.object_id),
        r.before - '{relation,share}'::text[], (r.after -> 'differ') - '{relation,share}'::text[]
    from estate.import_rows as r
    where r.import_id = p_import and r.outcome = 'changed' and r.after -> 'differ' ?| '{kind,opened_on}'
    order by r.object_id, r.line;

    insert into estate.import_writes (import_id, relation, key, after)
    select
        p_import, 'people.users', jsonb_build_object('user_id', r.after -> 'user_id'),
        jsonb_build_object(
            'name', r.after -> 'name', 'phone', r.after -> 'phone', 'email', r.after -> 'email', 'created_at', lib.moment())
    from estate.import_rows as r
    where r.import_id = p_import and r.after -> 'adds' ? 'person' and r.outcome in ('new', 'changed')
    order by r.line;

    insert into estate.import_writes (import_id, relation, key, after)
    select distinct on (r.after ->> 'user_id')
        p_import, 'people.user_cabinets', jsonb_build_object('user_id', r.after -> 'user_id', 'cabinet', 'resident'),
        jsonb_build_object('rights', '[]'::jsonb, 'granted_at', lib.moment())
    from estate.import_rows as r
    where r.import_id = p_import and r.after -> 'adds' ?| '{person,relation}' and r.outcome in ('new', 'changed')
        and not exists (
            select from people.user_cabinets as c
            where c.user_id = (r.after ->> 'user_id')::bigint and c.cabinet = 'resident'
        )
    order by r.after ->> 'user_id', r.line;

    insert into estate.import_writes (import_id, relation, key, after)
    select
        p_import, 'people.relations',
        jsonb_build_object('relation_id', nextval(pg_get_serial_sequence('people.relations', 'relation_id'))),
        jsonb_build_object(
            'user_id', r.after -> 'user_id', 'premise_id', r.after -> 'premise_id', 'house_id', r.after -> 'house_id',
            'kind', r.after -> 'relation', 'share', r.after -> 'share', 'during', daterange((r.after ->> 'since')::date, null),
            'grants', k.grants, 'created_at', lib.moment())
    from estate.import_rows as r
    join people.relation_kinds as k on k.kind = r.after ->> 'relation'
    where r.import_id = p_import and r.after -> 'adds' ? 'relation' and r.outcome in ('new', 'changed')
    order by r.line;

    insert into estate.import_writes (import_id, relation, key, before, after)
    select distinct on (r.after ->> 'relation_id')
        p_import, 'people.relations', jsonb_build_object('relation_id', r.after -> 'relation_id'),
        jsonb_build_object('kind', x.kind, 'share', x.share, 'grants', x.grants),
        jsonb_build_object('kind', k.kind, 'share', coalesce((r.after ->> 'share')::numeric, x.share), 'grants',
            case when k.kind = x.kind then x.grants else k.grants end)
    from estate.import_rows as r
    join people.relations as x on x.relation_id = (r.after ->> 'relation_id')::bigint
    join people.relation_kinds as k on k.kind = r.after ->> 'relation'
    where r.import_id = p_import and r.outcome = 'changed' and r.after -> 'differ' ?| '{relation,share}'
    order by r.after ->> 'relation_id', r.line;

    insert into estate.import_writes (import_id, relation, key, after)
    select
        p_import, 'people.payers', jsonb_build_object(
            'user_id', r.after -> 'user_id', 'account_id', r.object_id, 'during', daterange((r.after ->> 'since')::date, null)),
        '{}'
    from estate.import_rows as r
    where r.import_id = p_import and r.after -> 'adds' ? 'payer' and r.outcome in ('new', 'changed')
    order by r.line;
end
$$;
comment on function estate.import_accounts_load(bigint) is 'What a file of accounts writes
@internal';
