create function operator.call_house_options(
    p_house lib.house_ref default null,
    p_search text default null
)
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Houses by part of the address. */
begin
    return query select o.value, o.label from estate.house_options(p_house, p_search) as o;
end
$$;
comment on function operator.call_house_options(lib.house_ref, text) is 'Дома';

create function operator.call_premise_options(
    p_house lib.house_ref default null,
    p_premise lib.premise_ref default null,
    p_search text default null
)
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Flats as one hears them, «сад 12 47»; in the house that was chosen. */
begin
    return query
    select p_premise::text, people.place_label(p_premise)
    where p_premise is not null
    union
    select f.premise_id::text, people.place_label(f.premise_id)
    from desk.caller_find(coalesce(p_search, '')) as f
    where f.premise_id is not null and (p_house is null or f.house_id = p_house)
    order by 2;
end
$$;
comment on function operator.call_premise_options(lib.house_ref, lib.premise_ref, text) is 'Квартиры';

create function operator.call_join(
    p_order lib.order_ref,
    p_premise lib.premise_ref default null,
    p_resident lib.user_ref default null,
    p_contact_phone lib.phone default null,
    p_note text default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Joins a call to an open order: the journal has it and the performer reads that another flat reports the same. A known
resident joins by name where the trouble is the house's, and is told when it is done.
*/
declare
    v_number bigint;
    v_house bigint;
    v_due timestamptz;
begin
    select o.number, o.house_id, o.due_at
    into v_number, v_house, v_due
    from desk.orders as o
    where o.order_id = p_order and o.open;
    if v_number is null then
        perform cabinet.refuse('not_found');
    end if;
    perform desk.message_send(
        p_order => p_order,
        p_body => cabinet.said('phrase.operator.joined_note', jsonb_build_object(
            'place', coalesce(people.place_label(p_premise), '—'), 'note', p_note)),
        p_internal => true
    );
    if p_resident is not null and exists (
        select from desk.orders as o
        join desk.places as pl on pl.place = o.place and pl.level <> 'premise'
        where
            o.order_id = p_order
            and not exists (
                select from people.relations as r
                where r.user_id = p_resident and r.premise_id = o.premise_id and r.during @> people.today()
            )
    ) then
        perform desk.order_join(p_order => p_order, p_resident => p_resident);
    end if;
    perform desk.call_record(
        p_result => 'joined', p_phone => p_contact_phone, p_house => v_house, p_premise => p_premise,
        p_caller => p_resident, p_order => p_order,
        p_note => p_note
    );
    return row(
        cabinet.said('phrase.operator.joined', jsonb_build_object('number', v_number, 'due', desk.moment_said(v_due))),
        '/operator/call'
    )::lib.outcome;
end
$$;
comment on function operator.call_join(
    lib.order_ref, lib.premise_ref, lib.user_ref, lib.phone, text
) is 'Присоединить звонок
@options p_resident call_person_options
@field p_resident Житель
@hint p_resident Ему напишем, когда сделают
@field p_note Что добавил звонивший
@submit Присоединить
@style secondary
@icon plus-circle';

create function operator.call_record(
    p_note text,
    p_contact_phone lib.phone default null,
    p_house lib.house_ref default null,
    p_premise lib.premise_ref default null,
    p_resident lib.user_ref default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Records a consultation: asked, answered, no order. */
begin
    perform desk.call_record(
        p_result => 'advice', p_phone => p_contact_phone, p_house => p_house, p_premise => p_premise,
        p_caller => p_resident, p_note => p_note
    );
    return row(cabinet.said('phrase.operator.recorded'), '/operator/call')::lib.outcome;
end
$$;
comment on function operator.call_record(text, lib.phone, lib.house_ref, lib.premise_ref, lib.user_ref) is 'Консультация
@options p_house call_house_options
@options p_premise call_premise_options
@options p_resident call_person_options
@field p_note О чём спросили и что ответили
@submit Записать консультацию
@style secondary
@icon check-lg';

create function operator.call_back(
    p_contact_phone lib.phone,
    p_house lib.house_ref default null,
    p_premise lib.premise_ref default null,
    p_note text default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Promises to call back in 10 minutes: the promise stands in the journal of the shift until it is kept. */
begin
    perform desk.call_record(
        p_result => 'call_back', p_phone => p_contact_phone, p_house => p_house, p_premise => p_premise, p_note => p_note,
        p_call_back_in => interval '10 minutes'
    );
    return row(
        cabinet.said('phrase.operator.call_back', jsonb_build_object(
            'at', to_char(lib.moment() + interval '10 minutes', 'FMHH24:MI'))),
        '/operator/call'
    )::lib.outcome;
end
$$;
comment on function operator.call_back(lib.phone, lib.house_ref, lib.premise_ref, text) is 'Перезвонить
@options p_house call_house_options
@options p_premise call_premise_options
@field p_contact_phone Куда
@field p_note О чём
@submit Перезвонить через 10 минут
@style secondary
@icon telephone';

create function operator.call_promised()
returns table (
    phone lib.phone,
    call_back_by lib.due,
    address text,
    note text,
    _badge text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Promised calls not made yet, the last promised first: an old promise must not hide a fresh one. */
begin
    return query
    select
        c.phone::lib.phone, c.call_back_by::lib.due,
        coalesce(people.place_label(c.premise_id), h.street || ', ' || h.number), c.note,
        case when c.call_back_by < lib.moment() then 'bad' else 'warn' end, array['shift_called?call=' || c.call_id]
    from desk.calls as c
    left join estate.houses as h on h.house_id = c.house_id
    where c.call_back_by is not null and c.called_back_at is null
    order by c.call_back_by desc
    limit 10;
end
$$;
comment on function operator.call_promised() is 'Обещали перезвонить
@kind cards
@until p_house
@hide_empty
@bold phone call_back_by
@column call_back_by До
@column note О чём
@personal';

create function operator.call_other(
    p_house lib.house_ref default null,
    p_premise lib.premise_ref default null,
    p_resident lib.user_ref default null,
    p_contact_phone lib.phone default null
)
returns table (
    say text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* When no order is needed: a consultation, or a promise to call back; both take the caller and the place along. */
begin
    return query
    select
        cabinet.said('phrase.operator.other'),
        array['call_record?' || w.known, 'call_back?' || w.known]
    from (
        select concat_ws(
            '&', 'house=' || p_house, 'premise=' || p_premise, 'resident=' || p_resident,
            'contact_phone=' || substr(p_contact_phone, 2)
        )
    ) as w (known);
end
$$;
comment on function operator.call_other(lib.house_ref, lib.premise_ref, lib.user_ref, lib.phone) is 'Без заявки
@kind card
@column say -';
