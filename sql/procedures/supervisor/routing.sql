create function supervisor.routing_list()
returns table (
    what text,
    where_text text,
    goes_to text,
    "position" integer,
    active boolean,
    note text,
    _class text,
    _link text,
    _link_goes_to text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Explicit rules in the order they are asked; all other orders go by place and trade. */
begin
    return query
    select
        coalesce(s.title, case lib.language() when 'en' then t.title_en else t.title end, cabinet.said('phrase.any_service')),
        coalesce(h.street || ', ' || h.number, z.name::text, cabinet.said('phrase.all_zones')), w.name::text, r."position",
        r.active, r.note, case when not r.active then 'muted' end, 'routing_edit?rule=' || r.rule_id,
        'employee?staff=' || r.staff_id
    from desk.routing_rules as r
    join people.staff as w on w.staff_id = r.staff_id
    left join desk.services as s on s.service_id = r.service_id
    left join people.specializations as t on t.specialization = r.specialization
    left join estate.zones as z on z.zone_id = r.zone_id
    left join estate.houses as h on h.house_id = r.house_id
    order by r.active desc, r."position", r.rule_id;
end
$$;
comment on function supervisor.routing_list() is 'Явные правила
Сначала правило, потом участок и специальность, допуск, отпуск, загрузка. Никого нет: очередь точки, дальше вы.
@bold what goes_to
@column what Что
@column where_text Где
@column goes_to Кому
@column position Порядок
@column note Заметка
@empty Правил нет: заявки идут по участку и специальности';

create function supervisor.routing_add(
    p_staff lib.staff_ref,
    p_reason lib.reason,
    p_service lib.service_ref default null,
    p_trade text default null,
    p_zone lib.zone_ref default null,
    p_house lib.house_ref default null,
    p_position integer default 100,
    p_note text default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A new rule, for orders from now on. */
begin
    perform desk.routing_rule_save(
        p_rule => null, p_staff => p_staff, p_position => p_position, p_active => true, p_reason => p_reason,
        p_service => p_service, p_specialization => p_trade, p_zone => p_zone, p_house => p_house, p_note => p_note
    );
    return row(cabinet.said('phrase.rule_added'), '/supervisor/routing')::lib.outcome;
end
$$;
comment on function supervisor.routing_add(
    lib.staff_ref, lib.reason, lib.service_ref, text, lib.zone_ref, lib.house_ref, integer, text
) is 'Новое правило
@options p_staff zone_staff_options
@options p_service catalogue_service_options
@options p_trade staff_trade_options
@options p_zone orders_zone_options
@options p_house house_edit_options
@preview routing_preview
@field p_staff Кому
@field p_trade Специальность
@field p_position Порядок
@field p_note Заметка
@field p_reason Почему меняем
@submit Добавить правило
@icon plus-circle';

create function supervisor.routing_preview(
    p_staff lib.staff_ref,
    p_reason lib.title,
    p_service lib.service_ref default null,
    p_trade text default null,
    p_zone lib.zone_ref default null,
    p_house lib.house_ref default null,
    p_position integer default 100,
    p_note text default null
)
returns table (
    number_text text,
    title text,
    address text,
    assignee_name text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Orders of the last 30 days that such a rule would have given to this person. */
begin
    return query
    select r.number_text, r.title, r.address, r.assignee_name
    from desk.order_rows as r
    where
        r.created_at > lib.moment() - interval '30 days'
        and (p_service is null or r.service_id = p_service)
        and (p_trade is null or r.specialization = p_trade)
        and (p_zone is null or r.zone_id = p_zone)
        and (p_house is null or r.house_id = p_house)
        and r.assignee_id is distinct from p_staff
    order by r.order_id desc
    limit 50;
end
$$;
comment on function supervisor.routing_preview(
    lib.staff_ref, lib.title, lib.service_ref, text, lib.zone_ref, lib.house_ref, integer, text
) is 'За 30 дней правило отдало бы ему эти заявки
@field p_position Порядок
@field p_note Заметка
@field p_trade Специальность
@column number_text Номер
@column title Что
@column assignee_name Досталась
@empty За 30 дней таких заявок не было
@personal';

create function supervisor.routing_edit(
    p_rule lib.rule_ref,
    p_staff lib.staff_ref,
    p_position integer,
    p_reason lib.reason,
    p_active boolean default false,
    p_note text default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Another person, another order, or switched off. */
begin
    perform desk.routing_rule_save(
        p_rule => p_rule, p_staff => p_staff, p_position => p_position, p_active => p_active, p_reason => p_reason,
        p_service => r.service_id::lib.service_ref, p_specialization => r.specialization,
        p_zone => r.zone_id::lib.zone_ref, p_house => r.house_id::lib.house_ref, p_note => p_note
    )
    from desk.routing_rules as r
    where r.rule_id = p_rule;
    if not found then
        perform cabinet.refuse('not_found');
    end if;
    return row(cabinet.said('phrase.saved'), '/supervisor/routing')::lib.outcome;
end
$$;
comment on function supervisor.routing_edit(lib.rule_ref, lib.staff_ref, integer, lib.reason, boolean, text) is 'Изменить правило
@needs p_rule
@options p_staff zone_staff_options
@prefill routing_edit_draft
@field p_rule Правило
@field p_staff Кому
@field p_position Порядок
@field p_active Действует
@field p_note Заметка
@field p_reason Почему меняем
@submit Сохранить';

create function supervisor.routing_edit_draft(
    p_rule lib.rule_ref
)
returns table (
    p_staff lib.staff_ref,
    p_position integer,
    p_active boolean,
    p_note text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* As it is now. */
begin
    return query
    select r.staff_id::lib.staff_ref, r."position", r.active, r.note
    from desk.routing_rules as r
    where r.rule_id = p_rule;
end
$$;
comment on function supervisor.routing_edit_draft(lib.rule_ref) is 'Сейчас';

create function supervisor.routing_simulator(
    p_service lib.service_ref default null,
    p_house lib.house_ref default null,
    p_entrance lib.entrance_ref default null
)
returns table (
    who text,
    reason text,
    due lib.due,
    place_number integer,
    _badge text,
    _icon text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* «Кто это получит?»: every candidate with the reason, taking nothing. */
begin
    return query
    select
        coalesce(r.staff_name, cabinet.said('phrase.operator.nobody_yet')), r.reason, r.due_at::lib.due, r."position",
        case when r.chosen then 'ok' end, case when r.chosen then 'person-check-fill' else 'person' end
    from desk.route_explain(p_service => p_service, p_house => p_house, p_entrance => p_entrance) as r
    where p_service is not null and p_house is not null
    order by r.chosen desc, r."position";
end
$$;
comment on function supervisor.routing_simulator(lib.service_ref, lib.house_ref, lib.entrance_ref) is 'Кто это получит?
@kind cards
@filter p_service p_house
@options p_service catalogue_service_options
@options p_house house_edit_options
@bold who
@column who Кто
@column reason Почему
@column due Срок
@column place_number Место в очереди
@empty Выберите услугу и дом';

create function supervisor.routing_history()
returns table (
    happened_at timestamptz,
    title text,
    note text,
    who text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Changes of rules. */
begin
    return query select c.at, c.title, c.note, c.author from cabinet.rule_history('routing') as c;
end
$$;
comment on function supervisor.routing_history() is 'История
@kind timeline
@hide_empty';

create function supervisor.routing_do()
returns table (
    say text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What may be done here. */
begin
    return query select cabinet.said('phrase.do.routing'), array['routing_add'];
end
$$;
comment on function supervisor.routing_do() is 'Новое правило
@kind card
@column say -';

select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'routing', p_title => 'Маршруты',
    p_blocks => 'routing_list routing_do routing_simulator routing_history',
    p_icon => 'shuffle', p_menu => 120, p_group => 'Правила');
