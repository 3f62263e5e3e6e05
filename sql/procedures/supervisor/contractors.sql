create function supervisor.contractors_list(
    p_search lib.search default null
)
returns table (
    name text,
    trades text,
    contract text,
    until lib.day,
    open_orders bigint,
    kept lib.percent,
    debt lib.rub,
    _badge_until text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Firms: contract, open orders, terms kept in a year, accepted acts not paid. */
declare
    v_year timestamptz := lib.moment() - interval '1 year';
begin
    return query
    select
        c.name::text,
        (
            select string_agg(case when lib.language() = 'en' then k.title_en else k.title end, ', ' order by k.title)
            from people.staff_specializations as t
            join people.specializations as k on k.specialization = t.specialization
            where t.staff_id = c.staff_id
        ),
        '№ ' || c.contract_number, (upper(c.during) - 1)::lib.day,
        (select count(*) from desk.orders as o where o.assignee_id = c.staff_id and o.open),
        (
            -- one after the other, so that the index answers; what is completed is not open
            select round(100.0 * count(*) filter (where not d.late) / nullif(count(*), 0))
            from (
                select o.late, o.completed_at
                from desk.orders as o
                where o.assignee_id = c.staff_id and not o.open and o.closed_at > v_year
                union all
                select o.late, o.completed_at
                from desk.orders as o
                where o.assignee_id = c.staff_id and not o.open and o.closed_at is null
            ) as d
            where d.completed_at > v_year
        )::lib.percent,
        (
            select sum(a.amount) from people.contractor_acts as a
            where a.contractor_id = c.contractor_id and a.accepted_at is not null and a.paid_on is null
        )::lib.rub,
        people.permit_badge(upper(c.during) - 1), 'contractor?contractor=' || c.contractor_id
    from people.contractors as c
    where p_search is null or position(lower(p_search) in lower(c.name || ' ' || c.contract_number || ' ' || coalesce(c.inn, ''))) > 0
    order by upper(c.during) < people.today(), c.name;
end
$$;
comment on function supervisor.contractors_list(lib.search) is 'Подрядчики
Подрядчик работает как исполнитель: у него специальности, точки и дома, срок договора. Заявки он получает по ссылке.
@filter p_search
@placeholder p_search Название, договор или ИНН
@bold name until
@column name Кто
@column trades Что делает
@column contract Договор
@column until До
@column open_orders Открытых заявок
@column kept В срок за год
@column debt Не оплачено
@empty Подрядчиков нет. Добавьте лифтовую или газовую службу, и заявки пойдут ей сами
@create contractors_add';

create function supervisor.contractors_add(
    p_name lib.person_name,
    p_contract_number lib.title,
    p_contract_on date,
    p_from date,
    p_to date,
    p_trades text[],
    p_zones lib.zones_ref default '{}',
    p_houses lib.houses_ref default '{}',
    p_inn lib.title default null,
    p_contact_name lib.person_name default null,
    p_phone lib.phone default null,
    p_email lib.email default null,
    p_responds_hours lib.hours default null,
    p_capacity integer default 20,
    p_note lib.note default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A new firm. */
begin
    return row(
        cabinet.said('phrase.contractor_added'),
        '/supervisor/contractor?contractor=' || people.contractor_add(
            p_name => p_name, p_contract_number => p_contract_number, p_contract_on => p_contract_on, p_from => p_from,
            p_to => p_to, p_trades => p_trades, p_zones => p_zones, p_houses => p_houses, p_inn => p_inn,
            p_contact_name => p_contact_name, p_phone => p_phone, p_email => p_email, p_responds_hours => p_responds_hours,
            p_capacity => p_capacity, p_note => p_note)
    )::lib.outcome;
end
$$;
comment on function supervisor.contractors_add(
    lib.person_name, lib.title, date, date, date, text[], lib.zones_ref, lib.houses_ref, lib.title, lib.person_name, lib.phone,
    lib.email, lib.hours, integer, lib.note
) is 'Новый подрядчик
Заявки его специальностей в этих точках и домах пойдут ему сами. Ссылка на заявку придёт на почту, кабинет не нужен.
@options p_trades staff_trade_options
@options p_zones orders_zone_options
@options p_houses employee_house_options
@field p_name Название
@placeholder p_name ООО «Лифт-Сервис»
@field p_contract_number Номер договора
@field p_contract_on Дата договора
@field p_from Действует с
@field p_to Действует по
@field p_trades Что делает
@field p_zones Точки целиком
@field p_houses Отдельные дома
@field p_inn ИНН
@field p_contact_name С кем говорить
@field p_phone Телефон
@field p_email Почта
@field p_responds_hours Отвечает за
@field p_capacity Открытых заявок сразу
@field p_note Примечание
@submit Добавить подрядчика
@icon plus-circle';

select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'contractors', p_title => 'Подрядчики',
    p_blocks => 'contractors_list', p_icon => 'briefcase', p_menu => 93, p_group => 'Команда');
