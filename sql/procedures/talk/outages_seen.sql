create function talk.outages_seen(
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
/*
Announced ones of one's houses to residents, to guests all announced; to staff of houses those with a place in them and
their own drafts, to the company all. Asked by cabinet.refs_seen.
*/
declare
    v_scope text := people.my_scope();
    v_houses bigint[] := array(select people.visible_houses());
begin
    return query
    select o.outage_id, desk.order_number(o.number) || ' ' || case when lib.language() = 'en' then u.said_en else u.said end, o.version
    from talk.outages as o
    join estate.utilities as u on u.utility = o.utility
    where
        o.outage_id = any (p_ids)
        and case
            when v_scope = 'sees_all' then people.sees_all()
            when v_scope = 'sees_public' then o.state <> 'draft' and o.announced_at <= lib.moment()
            else (v_scope = 'sees_houses' and o.user_id = (select people.me()))
                or (v_scope = 'sees_houses' or o.state <> 'draft' and o.announced_at <= lib.moment()) and exists (
                    select from talk.outage_places as p where p.outage_id = o.outage_id and p.house_id = any (v_houses)
                )
        end;
end
$$;
comment on function talk.outages_seen(bigint[]) is 'Which of these outages the acting person may open
@internal';
