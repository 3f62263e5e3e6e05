create function admin.errors_list(
    p_search lib.search default null
)
returns table (
    happened_at timestamptz,
    place text,
    message text,
    request_id text,
    sqlstate text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Unexpected errors by the number that the person saw. */
begin
    return query
    select e.happened_at, e.place, e.message, e.request_id, e.sqlstate, 'errors_view?request=' || e.request_id
    from cabinet.errors_list(p_search => p_search) as e;
end
$$;
comment on function admin.errors_list(lib.search) is 'Ошибки
Человек видит только номер для поддержки. По нему здесь всё остальное.
@filter p_search
@placeholder p_search Номер ошибки или слово
@bold request_id place
@column happened_at Когда
@column place Где
@column message Что
@column request_id Номер
@column sqlstate Код
@empty Ошибок нет';

create function admin.errors_view_card(
    p_request text
)
returns table (
    request_id text,
    happened_at timestamptz,
    place text,
    sqlstate text,
    message text,
    detail lib.note,
    _badge text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* One error. */
begin
    return query
    select e.request_id, e.happened_at, e.cabinet || ' ' || e.place, e.sqlstate, e.message, e.detail::lib.note, 'bad'
    from cabinet.errors_list(p_request => p_request) as e;
    if not found then
        perform cabinet.refuse('not_found');
    end if;
end
$$;
comment on function admin.errors_view_card(text) is 'Ошибка
@kind card
@field p_request Номер
@bold request_id
@column request_id Номер
@column happened_at Когда
@column place Где
@column sqlstate Код
@column message Что
@column detail Подробности';

select cabinet.page_define(
    p_cabinet => 'admin', p_page => 'errors', p_title => 'Ошибки',
    p_blocks => 'errors_list',
    p_icon => 'bug', p_menu => 30, p_group => 'Работа системы', p_phone => true);

select cabinet.page_define(
    p_cabinet => 'admin', p_page => 'errors_view', p_title => 'Ошибка',
    p_blocks => 'errors_view_card',
    p_icon => 'bug');
