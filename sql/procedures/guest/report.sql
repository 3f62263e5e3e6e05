create function guest.report_place(
    p_code text
)
returns table (
    title text,
    note text,
    _icon text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Where the poster hangs. */
begin
    return query
    select
        e.address || ', ' || cabinet.said('label.entrance_n', jsonb_build_object('n', e.number)),
        cabinet.said('label.report_note'), 'geo-alt-fill'
    from people.poster_place(p_code) as e;
end
$$;
comment on function guest.report_place(text) is 'Где
@kind card
@bold title
@column title -
@column note -
@empty Этот плакат больше не действует. Позвоните нам или войдите в кабинет
@short q p_code
@public';

create function guest.report_outages(
    p_code text
)
returns table (
    title text,
    state lib.state,
    until lib.due,
    body text,
    _icon text,
    _badge_state text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What is off at the poster's entrance now: «У меня тоже» instead of a report. */
begin
    return query
    select
        a.said, cabinet.said('outage.state.now')::lib.state, a.until::lib.due, a.body, a.icon,
        case a.kind when 'emergency' then 'bad' else 'warn' end,
        array['report_too?code=' || p_code || '&outage=' || a.outage_id]
    from people.poster_place(p_code) as e
    cross join lateral talk.outages_at(e.house_id, e.entrance_id) as a
    where a.state = 'now';
end
$$;
comment on function guest.report_outages(text) is 'Мы уже знаем
Если вы об этом, нажмите «У меня тоже»: сообщать ещё раз не нужно.
@kind cards
@needs p_code
@bold title state
@column title -
@column until Ждём к
@column body -
@hide_empty
@public';

create function guest.report_too(
    p_code text,
    p_outage lib.outage_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* «У меня тоже» without a name. Errors: those of talk.outage_heard. */
begin
    perform talk.outage_heard(p_code => p_code, p_outage => p_outage);
    return row(cabinet.said('outage.thanks.heard'), '/guest/report?code=' || p_code)::lib.outcome;
end
$$;
comment on function guest.report_too(text, lib.outage_ref) is 'У меня тоже
@needs p_code p_outage
@field p_code Код плаката
@submit У меня тоже
@icon people
@public';

create function guest.report_problems()
returns table (
    value bigint,
    label text,
    icon text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What happens outside flats, the most frequent first. */
begin
    return query
    select s.service_id, case when lib.language() = 'ru' then s.title else coalesce(s.title_en, s.title) end, s.icon
    from desk.services as s
    where s.active and s.place <> 'flat'
    order by s.frequent nulls last, s.title, s.service_id
    limit 12;
end
$$;
comment on function guest.report_problems() is 'Что случилось
@public';

create function guest.report_begin(
    p_code text
)
returns table (
    code text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* A row while the poster is good: of another one nothing is asked. */
begin
    return query select p_code where exists (select from people.poster_place(p_code));
end
$$;
comment on function guest.report_begin(text) is 'Плакат действует
@public';

create function guest.report_send(
    p_code text,
    p_service lib.service_ref,
    p_description lib.note default null,
    p_photos lib.photos default '{}',
    p_phone lib.phone default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Files an order for the entrance of the poster, without a name. */
declare
    v_house bigint;
    v_entrance bigint;
    v_order bigint;
begin
    select e.house_id, e.entrance_id into v_house, v_entrance from people.poster_place(p_code) as e;
    if v_entrance is null then
        perform cabinet.refuse('qr_unknown', p_goto => '/guest/contacts');
    end if;
    perform people.report_limit(v_entrance);
    if not exists (
        select from desk.services as s where s.service_id = p_service and s.active and s.place <> 'flat'
    ) then
        perform cabinet.refuse('not_found', p_field => 'p_service');
    end if;
    v_order := desk.order_create(
        p_service => p_service, p_house => v_house::lib.house_ref, p_entrance => v_entrance::lib.entrance_ref,
        p_description => p_description, p_photos => p_photos, p_contact_phone => p_phone, p_channel => 'qr');
    return row(
        cabinet.said('message.reported', jsonb_build_object('number', people.track_number(v_order))),
        people.track_link(v_order)
    )::lib.outcome;
end
$$;
comment on function guest.report_send(text, lib.service_ref, lib.note, lib.photos, lib.phone) is 'Сообщить о проблеме
@needs p_code
@prefill report_begin
@hide_empty
@field p_code Код плаката
@field p_service Что случилось
@options p_service report_problems
@choice p_service
@field p_description Что видно
@placeholder p_description Мигает свет на третьем этаже
@field p_photos Фото
@field p_phone Телефон
@hint p_phone Не обязателен: по нему скажем, что сделали
@submit Отправить
@public';

select cabinet.page_define(
    p_cabinet => 'guest', p_page => 'report', p_title => 'Сообщить о проблеме',
    p_blocks => 'report_place report_outages report_send',
    p_feature => 'qr_reports');
