create function supervisor.inbox_list(
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    body text,
    created_at timestamptz,
    _icon text,
    _badge text,
    _class text,
    _link text,
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Own notices, newest first. */
begin
    return query
    select n.body, n.created_at, n._icon, n._badge, n._class, n._link, n._total
    from talk.inbox(p_limit => p_limit, p_offset => p_offset) as n;
end
$$;
comment on function supervisor.inbox_list(integer, integer) is 'Уведомления
@kind cards
@bold body
@column body -
@column created_at -
@empty Новых нет
@personal';

create function supervisor.inbox_read()
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Marks all notices as read. */
begin
    perform talk.notice_read();
    return row(cabinet.said('phrase.inbox_read'), '/supervisor/inbox')::lib.outcome;
end
$$;
comment on function supervisor.inbox_read() is 'Прочитать всё
@submit Прочитать всё
@style secondary
@icon check-lg';

select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'inbox', p_title => 'Уведомления',
    p_blocks => 'inbox_list | inbox_read',
    p_icon => 'bell');
