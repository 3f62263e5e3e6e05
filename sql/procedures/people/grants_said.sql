create function people.grants_said(
    p_grants text[]
)
returns text
language sql
stable
security definer
set search_path = ''
as $$
/* «Заявки, показания. Счетов не видит» */
select
    (
        select string_agg(
            cabinet.said('label.grant_' || g.name), ', ' order by g.n
        )
        from unnest('{orders,readings,bills,people}'::text[]) with ordinality as g (name, n)
        where g.name = any (p_grants)
    )
    || case when 'bills' = any (p_grants) then '' else '. ' || cabinet.said('label.no_bills') end
$$;
comment on function people.grants_said(text[]) is 'What a relation grants, in words';
