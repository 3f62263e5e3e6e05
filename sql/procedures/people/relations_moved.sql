create function people.relations_moved(
    p_since date,
    p_until date,
    p_most integer
)
returns table (
    account_id bigint,
    what text,
    on_date date,
    user_id bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
The latest owners and tenants who came (what: came) after one day or left (left) until another, with the open utility account
of the premise. For the accountant, who sees the whole company; RLS would keep the index by day from working.
*/
begin
    perform people.office_demand(array['accountant']);
    return query
    (
        select a.account_id, 'came', lower(r.during), r.user_id
        from people.relations as r
        join money.accounts as a on a.premise_id = r.premise_id and a.kind = 'utility' and a.closed_on is null
        where r.kind in ('owner', 'social_tenant') and lower(r.during) > p_since
        order by lower(r.during) desc
        limit p_most
    )
    union all
    (
        select a.account_id, 'left', upper(r.during), r.user_id
        from people.relations as r
        join money.accounts as a on a.premise_id = r.premise_id and a.kind = 'utility' and a.closed_on is null
        where
            r.kind in ('owner', 'social_tenant') and not upper_inf(r.during)
            and upper(r.during) > p_since and upper(r.during) <= p_until
            and (lower(r.during) > p_since) is not true
        order by upper(r.during) desc
        limit p_most
    );
end
$$;
comment on function people.relations_moved(date, date, integer) is 'Owners and tenants who came and left
@decides';
