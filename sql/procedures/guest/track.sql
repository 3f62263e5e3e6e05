create function guest.track_form(
    p_number text,
    p_digits text
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Carried out by the layer; called as SQL it refuses. */
begin
    return cabinet.by_layer();
end
$$;
comment on function guest.track_form(text, text) is 'Узнать о заявке
@layer track
@until p_token
@field p_number Номер заявки
@placeholder p_number 2481
@field p_digits Последние 4 цифры телефона
@placeholder p_digits 4567
@submit Показать
@public';

create function guest.track_card(
    p_token text
)
returns table (
    title text,
    state lib.state,
    due_at lib.due,
    visit_from timestamptz,
    _badge text,
    _icon text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* State and term of an order, no name or address. */
begin
    return query
    select t.title, t.state::lib.state, t.due_at::lib.due, t.visit_from, t.badge, t.icon
    from people.tracked(p_token) as t;
end
$$;
comment on function guest.track_card(text) is 'Ваша заявка
@kind card
@needs p_token
@bold title
@column title -
@column state Состояние
@column due_at Срок
@column visit_from Мастер придёт
@empty Ссылка больше не действует. Введите номер и цифры телефона ещё раз
@public';

create function guest.track_events(
    p_token text
)
returns table (
    happened_at timestamptz,
    what text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What happened, in words of states. */
begin
    return query
    select t.happened_at, t.what from people.tracked_events(p_token) as t;
end
$$;
comment on function guest.track_events(text) is 'Что было
@kind timeline
@needs p_token
@bold what
@column what -
@column happened_at -
@hide_empty
@public';

select cabinet.page_define(
    p_cabinet => 'guest', p_page => 'track', p_title => 'Узнать о заявке',
    p_blocks => 'track_form track_card track_events',
    p_icon => 'search');
