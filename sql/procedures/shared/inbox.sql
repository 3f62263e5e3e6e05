create function shared.inbox_list(
    p_unread boolean default null,
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    body text,
    created_at timestamptz,
    _group text,
    _badge text,
    _class text,
    _icon text,
    _link text,
    _tick bigint,
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Notices of the person in this cabinet, newest first, by day. p_unread: only those not read yet. */
begin
    return query
    select
        n.body, n.created_at, n._group, n._badge, coalesce(n._class, 'read'), n._icon, n._link,
        case when n._class = 'unread' then n.notice_id end, n._total
    from talk.inbox(p_limit => p_limit, p_offset => p_offset, p_unread => coalesce(p_unread, false)) as n;
end
$$;
comment on function shared.inbox_list(boolean, integer, integer) is 'Уведомления
@kind cards
@bulk inbox_seen
@filter p_unread
@field p_unread Только новые
@bold body
@column body -
@column created_at -
@empty Новых нет
@personal';

create function shared.inbox_seen(
    p_notice lib.notice_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* One notice is read. */
begin
    perform talk.notice_read(p_notice);
    return row(null, '/shared/inbox')::lib.outcome;
end
$$;
comment on function shared.inbox_seen(lib.notice_ref) is 'Отметить прочитанными
@submit Прочитано
@icon check2
@style secondary';

create function shared.inbox_read()
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* All notices of this cabinet are read. */
begin
    perform talk.notice_read();
    return row(cabinet.said('said.notices_read'), '/shared/inbox')::lib.outcome;
end
$$;
comment on function shared.inbox_read() is 'Прочитать всё
@submit Прочитать всё
@icon check2-all
@style secondary';

select cabinet.page_define(
    p_cabinet => 'shared', p_page => 'inbox', p_title => 'Уведомления',
    p_blocks => 'inbox_list inbox_read', p_icon => 'bell');
