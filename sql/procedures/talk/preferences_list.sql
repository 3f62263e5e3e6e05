create function talk.preferences_list(
    p_cabinet text default null
)
returns table (
    kind text,
    title text,
    may_switch_off boolean,
    bell boolean,
    email boolean,
    has_email boolean,
    icon text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Kinds of notices that can reach the acting person in a cabinet, with both channels as they stand. */
declare
    v_me bigint := people.me();
    v_cabinet text := coalesce(p_cabinet, people.my_cabinet());
begin
    return query
    select
        k.kind, case when lib.language() = 'en' then k.title_en else k.title end, k.may_switch_off,
        not k.may_switch_off or coalesce(b.enabled, true), not k.may_switch_off or coalesce(m.enabled, true),
        r.has_email, k.icon
    from talk.event_kinds as k
    join (
        select q.kind, bool_or('email' = any (q.channels)) as has_email
        from talk.event_recipients as q
        where split_part(q.page, '/', 2) in (v_cabinet, '{cabinet}', case when v_cabinet <> 'resident' then '{office}' end)
        group by q.kind
    ) as r on r.kind = k.kind
    left join talk.preferences as b on b.user_id = v_me and b.kind = k.kind and b.channel = 'bell'
    left join talk.preferences as m on m.user_id = v_me and m.kind = k.kind and m.channel = 'email'
    where v_me is not null
    order by k.may_switch_off, 2;
end
$$;
comment on function talk.preferences_list(text) is 'Kinds of notices of the acting person with their channels
@decides';
