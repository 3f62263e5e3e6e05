-- @cabinet admin scope=sees_all reads=people title=Система frame=staff home=health
-- @shares profile roles

create function admin.health_list()
returns table (
    what text,
    value text,
    advice text,
    _badge text,
    _icon text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Health checks as rows, the worst first. */
begin
    return query
    select
        h.what, h.value, h.advice, h.badge,
        case h.badge when 'ok' then 'check-circle' when 'warn' then 'exclamation-triangle' else 'x-circle' end, h.link
    from cabinet.health_rows() as h
    order by array_position(array['bad', 'warn', 'ok'], h.badge);
end
$$;
comment on function admin.health_list() is 'Здоровье
@kind cards
@bold what value
@column what Что
@column value -
@column advice Что сделать
@live 60';

create function admin.health_errors()
returns table (
    happened_at timestamptz,
    place text,
    message text,
    request_id text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The latest errors. */
begin
    return query
    select e.happened_at, e.place, e.message, e.request_id, 'errors_view?request=' || e.request_id
    from cabinet.errors_list() as e
    limit 5;
end
$$;
comment on function admin.health_errors() is 'Последние ошибки
@kind cards
@bold place
@column place Где
@column message Что
@column request_id Номер
@column happened_at Когда
@empty Ошибок нет';

select cabinet.page_define(
    p_cabinet => 'admin', p_page => 'health', p_title => 'Здоровье',
    p_blocks => 'health_list | health_errors',
    p_icon => 'heart-pulse', p_menu => 10, p_group => 'Работа системы', p_phone => true);
