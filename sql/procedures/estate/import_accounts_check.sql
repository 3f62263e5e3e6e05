create function estate.import_accounts_check(
    p_import bigint
)
returns void
language plpgsql
volatile
set search_path = ''
as $$
/*
Outcomes of rows of accounts with holders, a row per account and holder. The account is known by its number, the person by
telephone, by e-mail, else by the name at this premise; where that says two people, the row is refused. Nobody gets a contact
that the file does not give. after: what the row says and adds, the parts that are to be made.
*/
declare
    v_today date := people.today();
begin
    with told as materialized (
        select
            r.line, r."values" as v, r.reason, h.house_id, h.refusal,
            regexp_replace(r."values" ->> 'account', '[\s-]', '', 'g') as account,
            regexp_replace(r."values" ->> 'premise_number', '^(кв|квартира|пом|офис)\.?\s*', '', 'i') as number,
            coalesce(r."values" ->> 'premise_kind', 'flat') as premise_kind,
            coalesce(
                r."values" ->> 'name',
                nullif(concat_ws(' ', r."values" ->> 'surname', r."values" ->> 'first_name', r."values" ->> 'patronymic'), '')
            ) as name,
            (r."values" ->> 'share')::numeric as share, r."values" ->> 'phone' as phone, r."values" ->> 'email' as email
        from estate.import_rows as r
        join estate.import_house_places(p_import) as h on h.line = r.line
        where r.import_id = p_import and r.broken is null
    ),

    placed as materialized (
        select
            t.*, replace(lower(t.name), 'ё', 'е') as called, p.premise_id,
            min(t.line) over (partition by t.account, lower(t.name)) as first_line
        from told as t
        left join estate.premises as p on p.house_id = t.house_id and p.number = t.number and p.kind = t.premise_kind
    ),

    -- a person of a premise may stand in several rows, the contacts in one of them only
    gathered as materialized (
        select
            p.*, coalesce(p.phone, min(p.phone) over person) as phone_of, coalesce(p.email, min(p.email) over person) as email_of,
            min(p.phone) over person <> max(p.phone) over person as two_phones,
            min(p.called) over (partition by p.phone) <> max(p.called) over (partition by p.phone) and p.phone is not null as phone_shared,
            min(p.called) over (partition by p.email) <> max(p.called) over (partition by p.email) and p.email is not null as email_shared,
            min(p.premise_id) over (partition by p.account) <> max(p.premise_id) over (partition by p.account) as account_apart
        from placed as p
        window person as (partition by p.premise_id, p.called)
    ),

    met as materialized (
        select
            g.*, a.account_id, a.premise_id as premise_now, a.kind as kind_now, a.opened_on as opened_now,
            u.user_id as by_phone, u.name as phone_name, m.user_id as by_email, m.name as email_name, n.users as named,
            coalesce(u.user_id, m.user_id, case when n.users = 1 then n.user_id end) as user_id
        from gathered as g
        left join money.accounts as a on a.number = g.account
        left join people.users as u on u.phone = g.phone_of and u.blocked_at is null
        left join people.users as m on lower(m.email) = g.email_of and m.blocked_at is null
        left join lateral (
            select count(distinct x.user_id) as users, min(x.user_id) as user_id
            from people.relations as r
            join people.users as x on x.user_id = r.user_id
            where r.premise_id = g.premise_id and r.during @> v_today and replace(lower(x.name), 'ё', 'е') = g.called
        ) as n on true
    ),

    related as materialized (
        select
            m.*, r.relation_id, r.kind as relation_now, r.share as share_now, y.pays, f.foreign_share,
            coalesce(m.v ->> 'relation', r.kind, 'owner') as relation_kind,
            case when m.name is not null or m.user_id is not null then coalesce(
                'user ' || m.user_id, m.phone_of, m.email_of, m.premise_id || ' ' || m.called) end as person
        from met as m
        left join lateral (
            select x.relation_id, x.kind, x.share
            from people.relations as x
            where x.user_id = m.user_id and x.premise_id = m.premise_id and x.during @> v_today
            order by x.relation_id
            limit 1
        ) as r on true
        left join lateral (
            select true as pays from people.payers as x
            where x.user_id = m.user_id and x.account_id = m.account_id and x.during @> v_today
            limit 1
        ) as y on true
        left join lateral (
            select coalesce(sum(x.share), 0) as foreign_share from people.relations as x
            where m.share is not null and x.premise_id = m.premise_id and x.kind = 'owner' and x.during @> v_today
                and not x.user_id in (select o.user_id from met as o where o.premise_id = m.premise_id and o.user_id is not null)
        ) as f on true
    ),

    numbered as materialized (
        select
            r.*, row_number() over (partition by r.account, r.person order by r.line) as again,
            row_number() over (partition by r.account order by r.line) as of_account,
            row_number() over (partition by r.premise_id, r.person order by r.line) as of_premise,
            row_number() over (partition by r.person order by r.line) as of_person
        from related as r
    ),

    summed as materialized (
        select n.*, n.foreign_share + sum(case when n.of_premise = 1 and n.relation_kind = 'owner' then n.share end) over (
            partition by n.premise_id order by n.line) as shares
        from numbered as n
    ),

    judged as materialized (
        select
            s.*,
            case
                when s.refusal is not null then s.refusal
                when s.account is null then cabinet.said('said.import.no_account')
                when s.account !~ '^[0-9]{5,20}$' then cabinet.said('said.import.account', jsonb_build_object('value', left(s.account, 60)))
                when s.number is null then cabinet.said('said.import.no_number')
                when s.premise_id is null then cabinet.said('said.import.premise', jsonb_build_object('value', left(s.number, 60)))
                when s.account_apart then cabinet.said('said.import.account_apart', jsonb_build_object('value', s.account))
                when s.premise_now <> s.premise_id then cabinet.said('said.import.account_other', jsonb_build_object(
                    'value', s.account, 'place', people.place_label(s.premise_now)))
                when s.again > 1 then cabinet.said('said.import.again', jsonb_build_object('value', s.account, 'line', s.first_line))
                when s.name is not null and (length(s.name) not between 2 and 150 or s.name ~ '[<>{}\[\]\\|]')
                    then cabinet.said('said.import.name', jsonb_build_object('value', left(s.name, 60)))
                when s.name is null and s.user_id is null and coalesce(s.phone, s.email) is not null then cabinet.said('said.import.no_name')
                when s.by_phone <> s.by_email then cabinet.said('said.import.two_people', jsonb_build_object(
                    'phone', lib.person_short(s.phone_name), 'email', lib.person_short(s.email_name)))
                when s.by_phone is not null and replace(lower(s.phone_name), 'ё', 'е') <> s.called
                    then cabinet.said('said.import.phone_other', jsonb_build_object(
                        'value', s.phone_of, 'name', lib.person_short(s.phone_name)))
                when s.by_phone is null and s.by_email is not null and replace(lower(s.email_name), 'ё', 'е') <> s.called
                    then cabinet.said('said.import.email_other', jsonb_build_object(
                        'value', s.email_of, 'name', lib.person_short(s.email_name)))
                when coalesce(s.by_phone, s.by_email) is null and s.named > 1
                    then cabinet.said('said.import.named_many', jsonb_build_object('value', s.name, 'count', s.named))
                when s.phone_shared then cabinet.said('said.import.phone_shared', jsonb_build_object('value', s.phone))
                when s.email_shared then cabinet.said('said.import.email_shared', jsonb_build_object('value', s.email))
                when s.two_phones then cabinet.said('said.import.two_phones', jsonb_build_object('value', s.name))
                when s.share is not null and s.relation_kind = 'owner' and s.shares > 1.000001
                    then cabinet.said('said.import.shares', jsonb_build_object('value', round(s.shares, 4)))
            end as refused
        from summed as s
    ),

    outcomes as materialized (
        select
            j.*,
            case when j.account_id is not null then jsonb_strip_nulls(jsonb_build_object(
                'kind', case when j.v ->> 'kind' <> j.kind_now then j.v ->> 'kind' end,
                'opened_on', case when (j.v ->> 'opened_on')::date <> j.opened_now then j.v ->> 'opened_on' end,
                'relation', case when j.relation_id is not null and j.relation_kind <> j.relation_now then j.relation_kind end,
                'share', case when j.relation_id is not null and j.share is distinct from j.share_now then j.share end
            )) else '{}' end as differ,
            array_remove(array[
                case when j.account_id is null and j.of_account = 1 then 'account' end,
                case when j.person is not null and j.user_id is null and j.of_person = 1 then 'person' end,
                case when j.person is not null and j.relation_id is null and j.of_premise = 1 then 'relation' end,
                case when j.person is not null and j.pays is null then 'payer' end
            ], null) as adds
        from judged as j
    )

    update estate.import_rows as r
    set
        row_key = coalesce(o.account, '?'),
        outcome = case
            when o.refused is not null then 'refused'
            when o.account_id is null then 'new'
            when o.differ = '{}' and o.adds = '{}' then 'same'
            else 'changed'
        end,
        reason = coalesce(o.refused, o.reason),
        object_id = case when o.refused is null then o.account_id end,
        before = case when o.refused is null and o.account_id is not null then (
            select jsonb_object_agg(d.d, case d.d
                when 'kind' then to_jsonb(o.kind_now) when 'opened_on' then to_jsonb(o.opened_now)
                when 'relation' then to_jsonb(o.relation_now) else to_jsonb(o.share_now) end)
            from jsonb_object_keys(o.differ) as d (d)
        ) end,
        after = case when o.refused is null then jsonb_build_object(
            'differ', o.differ, 'adds', o.adds, 'account', o.account, 'premise_id', o.premise_id, 'house_id', o.house_id,
            'kind', coalesce(o.v ->> 'kind', 'utility'), 'opened_on', coalesce((o.v ->> 'opened_on')::date, v_today),
            'person', o.person, 'user_id', o.user_id, 'name', o.name, 'phone', o.phone_of, 'email', o.email_of,
            'relation_id', o.relation_id, 'relation', o.relation_kind, 'share', o.share,
            'since', coalesce((o.v ->> 'since')::date, (o.v ->> 'opened_on')::date, v_today)
        ) end
    from outcomes as o
    where r.import_id = p_import and r.line = o.line;
    perform estate.import_accounts_parts(p_import);
end
$$;
comment on function estate.import_accounts_check(bigint) is 'Outcomes of rows of accounts with holders
@internal';
