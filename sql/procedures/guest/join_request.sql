create function guest.join_request_houses(
    p_search text default null
)
returns table (
    value bigint,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Houses by what is typed. */
begin
    return query
    select h.house_id, h.address
    from people.house_search(p_search) as h;
end
$$;
comment on function guest.join_request_houses(text) is 'Дома
@public';

create function guest.join_request_kinds()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Who asks to join. */
begin
    return query
    select k.kind, case when lib.language() = 'ru' then k.title else k.title_en end
    from people.relation_kinds as k
    order by array_position('{owner,social_tenant,relative,renter}'::text[], k.kind);
end
$$;
comment on function guest.join_request_kinds() is 'Кто вы
@public';

create function guest.join_request_send(
    p_house lib.house_ref,
    p_flat text,
    p_name lib.person_name,
    p_phone lib.phone,
    p_kind text default 'owner',
    p_email lib.email default null,
    p_proof text default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Asks to be let in without a bill. */
declare
    v_code text;
begin
    v_code := people.join_request(
        p_house => p_house, p_flat => p_flat, p_name => p_name, p_phone => p_phone, p_email => p_email,
        p_proof => p_proof, p_kind => p_kind);
    return row(
        cabinet.said('message.request_sent', jsonb_build_object('until', (
            select desk.moment_said(s.answer_by) from people.join_state(v_code) as s))),
        '/guest/join-status?code=' || v_code
    )::lib.outcome;
end
$$;
comment on function guest.join_request_send(lib.house_ref, text, lib.person_name, lib.phone, text, lib.email, text) is 'Заявка на вход
Ответим не позже следующего рабочего дня, 18:00.
@field p_house Дом
@options p_house join_request_houses
@field p_flat Квартира
@field p_name Фамилия, имя, отчество
@field p_phone Телефон
@field p_kind Кто вы
@options p_kind join_request_kinds
@choice p_kind
@field p_email Почта
@hint p_email Сюда придёт ответ
@field p_proof Чем подтвердите
@placeholder p_proof Выписка, договор, паспорт
@submit Отправить
@public';

select cabinet.page_define(
    p_cabinet => 'guest', p_page => 'join_request', p_title => 'Вход без квитанции',
    p_blocks => 'join_request_send',
    p_feature => 'join_online');
