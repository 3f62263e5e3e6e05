create function estate.import_accounts_parts(
    p_import bigint
)
returns void
language plpgsql
volatile
set search_path = ''
as $$
/* The account, the person and the relation are made by the first of their rows that is not refused. */
begin
    update estate.import_rows as r
    set after = r.after || jsonb_build_object('adds', (
        select coalesce(jsonb_agg(x.part), '[]')
        from (values
            ('account', r.object_id is null and p.of_account = 1),
            ('person', p.person is not null and p.user_id is null and p.of_person = 1),
            ('relation', p.person is not null and p.relation_id is null and p.of_premise = 1),
            ('payer', p.pays)
        ) as x (part, made)
        where x.made
    ))
    from (
        select
            i.line, i.after ->> 'person' as person, i.after ->> 'user_id' as user_id, i.after ->> 'relation_id' as relation_id,
            i.after -> 'adds' ? 'payer' as pays,
            row_number() over (partition by i.row_key order by i.line) as of_account,
            row_number() over (partition by i.after ->> 'person' order by i.line) as of_person,
            row_number() over (partition by i.after ->> 'premise_id', i.after ->> 'person' order by i.line) as of_premise
        from estate.import_rows as i
        where i.import_id = p_import and i.outcome in ('new', 'changed')
    ) as p
    where r.import_id = p_import and r.line = p.line;
end
$$;
comment on function estate.import_accounts_parts(bigint) is 'Which row of an import makes which part
@internal';
