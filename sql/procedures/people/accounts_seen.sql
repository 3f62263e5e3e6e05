create function people.accounts_seen(
    p_ids bigint[]
)
returns table (
    id bigint,
    name text,
    version integer
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Accounts by the same walls as their rows: the office's, or one's own. Asked by cabinet.refs_seen. */
begin
    return query
    select a.account_id, a.number::text, null::integer
    from money.accounts as a
    where
        a.account_id = any (p_ids)
        and (people.sees_all() or a.account_id in (select v.id from people.visible_accounts() as v (id)));
end
$$;
comment on function people.accounts_seen(bigint[]) is 'Which of these accounts the acting person may open
@internal';
