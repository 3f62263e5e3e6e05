create function guest.join_status_card(
    p_code text
)
returns table (
    title text,
    address text,
    answer_by lib.due,
    reason text,
    _badge text,
    _icon text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* State of a request by its secret code. */
begin
    return query
    select
        cabinet.said('label.join_' || s.status), s.address,
        case when s.status = 'new' then s.answer_by end::lib.due, s.reason,
        case s.status when 'approved' then 'ok' when 'refused' then 'bad' when 'need_document' then 'warn' else 'info' end,
        case s.status when 'approved' then 'check-circle' when 'refused' then 'x-circle' else 'hourglass-split' end
    from people.join_state(p_code) as s;
end
$$;
comment on function guest.join_status_card(text) is 'Заявка на вход
@kind card
@bold title
@column title -
@column address Дом
@column answer_by Ответим до
@column reason Что сказал диспетчер
@empty Такой заявки нет. Проверьте ссылку или оставьте новую
@public';

select cabinet.page_define(
    p_cabinet => 'guest', p_page => 'join_status', p_title => 'Заявка на вход',
    p_blocks => 'join_status_card');
