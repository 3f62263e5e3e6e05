create function operator.outages_call(
    p_house lib.house_ref,
    p_premise lib.premise_ref default null,
    p_resident lib.user_ref default null,
    p_contact_phone lib.phone default null
)
returns table (
    say text,
    title text,
    state lib.state,
    until lib.due,
    _icon text,
    _class text,
    _badge_state text,
    _link text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Outages of the place the call is about, with the words to read aloud and the way to join the call instead of an order. */
begin
    return query
    select
        a.body, a.said, cabinet.said('outage.state.' || case
            when a.state = 'now' and a.until <= lib.moment() then 'overdue' else a.state end)::lib.state,
        a.until::lib.due, a.icon, case when a.kind = 'emergency' and a.state = 'now' then 'bad' end,
        case when a.state = 'planned' then 'info' when a.kind = 'emergency' then 'bad' else 'warn' end,
        'outage?outage=' || a.outage_id,
        array['outages_join?' || concat_ws(
            '&', 'outage=' || a.outage_id, 'house=' || p_house, 'premise=' || p_premise, 'resident=' || p_resident,
            'contact_phone=' || substr(p_contact_phone, 2))]
    from talk.outages_at(p_house, null, p_premise) as a;
end
$$;
comment on function operator.outages_call(lib.house_ref, lib.premise_ref, lib.user_ref, lib.phone) is 'Сейчас в доме отключено
Прочтите вслух. Если звонят об этом, присоедините звонок: заявка не нужна.
@kind cards
@needs p_house
@until p_done
@hide_empty
@bold title state
@column say Скажите
@column title -
@column until До';

create function operator.outages_join(
    p_outage lib.outage_ref,
    p_house lib.house_ref default null,
    p_premise lib.premise_ref default null,
    p_resident lib.user_ref default null,
    p_contact_phone lib.phone default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Joins a call to an outage: the journal of calls has it, the flat counts as «У меня тоже». Errors: those of talk.outage_answer. */
begin
    if p_premise is not null then
        perform talk.outage_answer(p_outage => p_outage, p_kind => 'me_too', p_premise => p_premise);
    end if;
    perform desk.call_record(
        p_result => 'joined', p_phone => p_contact_phone, p_house => p_house, p_premise => p_premise, p_caller => p_resident,
        p_note => (select '№ ' || o.number || ', ' || u.title
            from talk.outages as o join estate.utilities as u on u.utility = o.utility where o.outage_id = p_outage)
    );
    return row(cabinet.said('outage.call_joined'), '/operator/call')::lib.outcome;
end
$$;
comment on function operator.outages_join(lib.outage_ref, lib.house_ref, lib.premise_ref, lib.user_ref, lib.phone) is 'Присоединить
@needs p_outage
@submit Присоединить
@icon plus-circle';

select cabinet.page_define(
    p_cabinet => 'operator', p_page => 'outages', p_title => 'Отключения',
    p_blocks => 'outages_tiles outages_list outages_plan',
    p_icon => 'plug', p_menu => 25, p_group => 'Приём');
