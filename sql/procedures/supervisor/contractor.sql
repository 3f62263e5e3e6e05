create function supervisor.contractor_card(
    p_contractor lib.contractor_ref
)
returns table (
    name text,
    contract text,
    until lib.day,
    inn text,
    contact_name text,
    phone lib.phone,
    email lib.email,
    responds text,
    places text,
    kept text,
    debt text,
    note lib.note,
    _badge_until text,
    _icon text,
    _title text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The firm: contract, contacts, places, terms kept, acts that are missing or not paid. */
declare
    v_year timestamptz := lib.moment() - interval '1 year';
begin
    return query
    select
        c.name::text, cabinet.said('phrase.contract', jsonb_build_object(
            'number', c.contract_number, 'day', to_char(c.contract_on, 'DD.MM.YYYY'))), (upper(c.during) - 1)::lib.day, c.inn,
        c.contact_name, c.phone::lib.phone, c.email::lib.email,
        cabinet.said('phrase.responds', jsonb_build_object('hours', round(extract(epoch from c.responds_within) / 3600, 1)::float)),
        (
            select string_agg(coalesce(z.name::text, h.street || ', ' || h.number), '; ' order by z.name, h.street, h.number)
            from people.staff_scopes as w
            left join estate.zones as z on z.zone_id = w.zone_id
            left join estate.houses as h on h.house_id = w.house_id
            where w.staff_id = c.staff_id and upper_inf(w.during)
        ),
        case when d.amount > 0 then cabinet.said(
            'phrase.kept', jsonb_build_object('kept', d.kept, 'count', d.amount)) end,
        case when d.missing > 0 or b.unpaid > 0 then cabinet.said('phrase.contractor_debt', jsonb_build_object(
            'missing', d.missing, 'sum', cabinet.value_said(b.unpaid::text, 'rub')))
        else cabinet.said('phrase.contractor_no_debt') end,
        c.note, people.permit_badge(upper(c.during) - 1), 'briefcase', c.name::text,
        array[
            'contractor_extend?contractor=' || p_contractor, 'contractor_act?contractor=' || p_contractor,
            'employee_scope?staff=' || c.staff_id, 'employee_cabinet?staff=' || c.staff_id
        ]
    from people.contractors as c
    cross join lateral (
        select
            count(*) as amount, count(*) filter (where not o.late) as kept,
            count(*) filter (where o.order_id not in (
                select a.order_id from people.contractor_acts as a where a.order_id is not null and a.refused_reason is null
            )) as missing
        from desk.orders as o
        where
            o.assignee_id = c.staff_id and not o.open and (o.closed_at > v_year or o.closed_at is null)
            and o.completed_at > v_year
    ) as d
    cross join lateral (
        select coalesce(sum(a.amount), 0) as unpaid
        from people.contractor_acts as a
        where a.contractor_id = c.contractor_id and a.accepted_at is not null and a.paid_on is null
    ) as b
    where c.contractor_id = p_contractor;
    if not found then
        perform cabinet.refuse('not_found');
    end if;
end
$$;
comment on function supervisor.contractor_card(lib.contractor_ref) is 'Подрядчик
@kind card
@bold name
@column contract Договор
@column until Действует до
@column inn ИНН
@column contact_name С кем говорить
@column responds Отвечает
@column places Где работает
@column kept Сроки
@column debt Акты
@column note Примечание
@personal';

create function supervisor.contractor_orders(
    p_contractor lib.contractor_ref
)
returns table (
    number_text text,
    title text,
    address text,
    state lib.state,
    due lib.due,
    _badge_state text,
    _link text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Their open orders and those of the last ninety days. */
declare
    v_since timestamptz := lib.moment() - interval '90 days';
    v_staff bigint := (select c.staff_id from people.contractors as c where c.contractor_id = p_contractor);
begin
    return query
    select
        r.number_text, r.title, r.address, r.state_title::lib.state, case when r.open and r.state <> 'completed' then r.due_at end::lib.due, r.badge, 'order?order=' || r.order_id,
        case when r.open then array['contractor_send?order=' || r.order_id] end
    from desk.order_rows as r
    where
        r.order_id in (
            select o.order_id from desk.orders as o where o.assignee_id = v_staff and o.open
            union all
            select o.order_id
            from desk.orders as o
            where
                o.assignee_id = v_staff and not o.open and (o.closed_at > v_since or o.closed_at is null)
                and o.created_at > v_since
        )
    order by r.open desc, r.due_at desc;
end
$$;
comment on function supervisor.contractor_orders(lib.contractor_ref) is 'Заявки подрядчика
@kind cards
@bold title number_text state
@column number_text -
@column title Что
@empty Заявок у подрядчика ещё не было';

create function supervisor.contractor_works(
    p_contractor lib.contractor_ref
)
returns table (
    title text,
    address text,
    starts_at timestamptz,
    span daterange,
    state lib.state,
    _badge_state text,
    _link text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Their planned works: those ahead by their booked time, and those done in the last ninety days. */
declare
    v_staff bigint := (select c.staff_id from people.contractors as c where c.contractor_id = p_contractor);
    v_works bigint[] := array(
        select b.object_id from people.bookings as b where b.staff_id = v_staff and b.source = 'planned_work'
        union
        select w.work_id
        from upkeep.works as w
        where w.done_by = v_staff and w.state = 'done' and w.done_at > lib.moment() - interval '90 days'
    );
begin
    return query
    select
        w.title, w.address, w.starts_at, w.span, cabinet.said('phrase.work_state.' || w.state)::lib.state, w.badge,
        'task?work=' || w.work_id, case when w.open then array['task_send?work=' || w.work_id] end
    from upkeep.work_rows as w
    where w.work_id = any (v_works)
    order by w.open desc, w.starts_at
    limit 50;
end
$$;
comment on function supervisor.contractor_works(lib.contractor_ref) is 'Плановые работы подрядчика
@kind cards
@hide_empty
@bold title address state
@column title Работа
@column address Дом
@column starts_at Когда
@column span Можно в дни
@column state Состояние';

create function supervisor.contractor_acts(
    p_contractor lib.contractor_ref
)
returns table (
    number text,
    acted_on lib.day,
    amount lib.rub,
    state lib.state,
    reason text,
    order_text text,
    file lib.file,
    _badge_state text,
    _link_order_text text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Acts: to be decided first. */
begin
    return query
    select
        '№ ' || a.number, a.acted_on::lib.day, a.amount,
        cabinet.said('phrase.act_state.' || s.code)::lib.state, a.refused_reason,
        coalesce(desk.order_number(o.number), w.title), a.file_id::lib.file,
        case s.code when 'new' then 'info' when 'accepted' then 'warn' when 'paid' then 'ok' else 'muted' end,
        coalesce('order?order=' || o.order_id, 'task?work=' || a.work_id),
        case s.code
            when 'new' then array[
                'contractor_act_accept?act=' || a.contractor_act_id, 'contractor_act_refuse?act=' || a.contractor_act_id]
            when 'accepted' then array['contractor_act_paid?act=' || a.contractor_act_id]
        end
    from people.contractor_acts as a
    cross join lateral (
        select case
            when a.paid_on is not null then 'paid' when a.accepted_at is not null then 'accepted'
            when a.refused_reason is not null then 'refused' else 'new'
        end as code
    ) as s
    left join desk.orders as o on o.order_id = a.order_id
    left join upkeep.works as w on w.work_id = a.work_id
    where a.contractor_id = p_contractor
    order by s.code <> 'new', s.code <> 'accepted', a.acted_on desc;
end
$$;
comment on function supervisor.contractor_acts(lib.contractor_ref) is 'Акты
@bold number amount state reason order_text file
@column number Номер
@column acted_on Дата
@column amount Сумма
@column order_text За что
@column file Файл
@empty Актов ещё нет. Подрядчик пришлёт их по ссылке после работы, или добавьте бумажный';

create function supervisor.contractor_send(
    p_order lib.order_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A link for the firm: by e-mail, and to be copied. */
begin
    return row(
        cabinet.said('phrase.contractor_link', jsonb_build_object('link', desk.contractor_link(p_order))),
        '/supervisor/order?order=' || p_order
    )::lib.outcome;
end
$$;
comment on function supervisor.contractor_send(lib.order_ref) is 'Ссылка подрядчику
По ней подрядчик видит заявку, принимает её, назначает визит, отчитывается и присылает акт. Кабинет ему не нужен.
@needs p_order
@field p_order Заявка
@submit Сделать ссылку
@style secondary
@icon link';

create function supervisor.contractor_extend(
    p_contractor lib.contractor_ref,
    p_to date,
    p_reason lib.title
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Another end of the contract. */
begin
    return row(
        cabinet.said('phrase.contract_changed', jsonb_build_object('count', people.contractor_extend(p_contractor, p_to, p_reason))),
        '/supervisor/contractor?contractor=' || p_contractor
    )::lib.outcome;
end
$$;
comment on function supervisor.contractor_extend(lib.contractor_ref, date, lib.title) is 'Изменить срок договора
Если договор уже кончился, открытые заявки сразу перейдут другим.
@needs p_contractor
@field p_to Действует по
@field p_reason Почему меняем
@submit Изменить срок
@style secondary
@icon calendar-event';

create function supervisor.contractor_act(
    p_contractor lib.contractor_ref,
    p_number lib.title,
    p_amount lib.rub,
    p_acted_on date default null,
    p_order lib.order_ref default null,
    p_file lib.file default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* An act that came on paper. */
begin
    perform people.act_add(p_contractor, p_number, p_amount, p_acted_on, p_order, p_file);
    return row(cabinet.said('phrase.act_added'), '/supervisor/contractor?contractor=' || p_contractor)::lib.outcome;
end
$$;
comment on function supervisor.contractor_act(lib.contractor_ref, lib.title, lib.rub, date, lib.order_ref, lib.file) is 'Записать акт
@needs p_contractor
@options p_order contractor_order_options
@field p_number Номер
@field p_amount Сумма
@field p_acted_on Дата
@field p_order Заявка
@field p_file Файл
@submit Записать акт
@style secondary
@icon file-earmark-text';

create function supervisor.contractor_order_options(
    p_contractor lib.contractor_ref default null
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
/* Their orders without an act. */
begin
    return query
    select o.order_id::text, desk.order_number(o.number) || ' ' || desk.order_title(o.service_id, o.title)
    from desk.orders as o
    join people.contractors as c on c.staff_id = o.assignee_id
    where
        c.contractor_id = p_contractor
        and not exists (select from people.contractor_acts as a where a.order_id = o.order_id and a.refused_reason is null)
    order by o.order_id desc
    limit 50;
end
$$;
comment on function supervisor.contractor_order_options(lib.contractor_ref) is 'Заявки без акта';

create function supervisor.contractor_act_accept(
    p_act lib.act_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Accepts an act. */
begin
    perform people.act_decide(p_act, 'accepted');
    return row(cabinet.said('phrase.act_accepted'), (
        select '/supervisor/contractor?contractor=' || a.contractor_id
        from people.contractor_acts as a where a.contractor_act_id = p_act))::lib.outcome;
end
$$;
comment on function supervisor.contractor_act_accept(lib.act_ref) is 'Принять акт
@needs p_act
@field p_act Акт
@submit Принять акт
@icon check-lg';

create function supervisor.contractor_act_refuse(
    p_act lib.act_ref,
    p_reason lib.title
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Refuses an act with a reason. */
begin
    perform people.act_decide(p_act, 'refused', p_reason);
    return row(cabinet.said('phrase.act_refused'), (
        select '/supervisor/contractor?contractor=' || a.contractor_id
        from people.contractor_acts as a where a.contractor_act_id = p_act))::lib.outcome;
end
$$;
comment on function supervisor.contractor_act_refuse(lib.act_ref, lib.title) is 'Не принять акт
@needs p_act
@field p_act Акт
@field p_reason Почему
@submit Не принять
@style secondary';

create function supervisor.contractor_act_paid(
    p_act lib.act_ref,
    p_paid_on date default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Marks an accepted act as paid. */
begin
    perform people.act_decide(p_act, 'paid', p_paid_on => p_paid_on);
    return row(cabinet.said('phrase.saved'), (
        select '/supervisor/contractor?contractor=' || a.contractor_id
        from people.contractor_acts as a where a.contractor_act_id = p_act))::lib.outcome;
end
$$;
comment on function supervisor.contractor_act_paid(lib.act_ref, date) is 'Акт оплачен
@needs p_act
@field p_act Акт
@field p_paid_on Когда оплатили
@hint p_paid_on Пусто: сегодня
@submit Оплачен
@style secondary';

select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'contractor', p_title => 'Подрядчик',
    p_blocks => 'contractor_card contractor_orders contractor_works | contractor_acts', p_icon => 'briefcase', p_up => 'contractors');
