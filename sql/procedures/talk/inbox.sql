create function talk.inbox(
    p_limit integer default 20,
    p_offset integer default 0,
    p_unread boolean default false
)
returns table (
    notice_id bigint,
    body text,
    created_at timestamptz,
    _link text,
    _icon text,
    _class text,
    _badge text,
    _group text,
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Notices of the acting person for the cabinet they are in, newest first; _group is their day. */
begin
    return query
    select
        n.notice_id, n.body, n.created_at, n."goto", k.icon, case when n.read_at is null then 'unread' end,
        case when n.read_at is null then case when k.urgent then 'bad' else 'info' end end,
        split_part(desk.moment_said(n.created_at), ',', 1), count(*) over ()
    from talk.notices as n
    join talk.event_kinds as k on k.kind = n.kind
    where
        n.user_id = people.me() and (n.cabinet = people.my_cabinet() or people.my_cabinet() is null)
        and (not p_unread or n.read_at is null)
    order by n.created_at desc, n.notice_id desc
    limit p_limit offset p_offset;
end
$$;
comment on function talk.inbox(integer, integer, boolean) is 'Notices of the acting person, newest first
@decides
@for code';
