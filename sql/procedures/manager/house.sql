create function manager.house_orders(
    p_house lib.house_ref,
    p_limit integer default 10,
    p_offset integer default 0
)
returns table (
    title text,
    address text,
    state lib.state,
    due lib.due,
    number_text text,
    _badge_state text,
    _icon_state text,
    _badge_due text,
    _link text,
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Open orders of the house that this person may see. */
begin
    if p_house not in (select v.id from people.visible_houses() as v (id)) then
        perform cabinet.refuse('not_found');
    end if;
    return query
    select
        l.title, l.address, l.state, l.due, l.number_text, l._badge_state, l._icon_state, l._badge_due,
        'order?order=' || l.order_id, l._total
    from desk.order_list(p_house => p_house, p_filter => 'open', p_limit => p_limit, p_offset => p_offset) as l;
end
$$;
comment on function manager.house_orders(lib.house_ref, integer, integer) is 'Открытые заявки
@fold empty
@kind list
@bold title address state
@column title Что
@column address Где
@column due Срок
@column number_text Номер
@limit 10
@empty Открытых заявок по дому нет
@personal';

create function manager.house_premises(
    p_house lib.house_ref,
    p_number lib.search default null,
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    number text,
    entrance smallint,
    floor smallint,
    area lib.area,
    works integer,
    _link text,
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Premises of the house in the order of their numbers. p_number: begins with. */
begin
    if p_house not in (select v.id from people.visible_houses() as v (id)) then
        perform cabinet.refuse('not_found');
    end if;
    return query
    with paged as (
        select p.*, count(*) over () as total
        from estate.premises as p
        where p.house_id = p_house and (p_number is null or p.number like replace(p_number, '%', '') || '%')
        order by p.number_order, p.number, p.premise_id
        limit p_limit offset p_offset
    )

    select
        p.number, e.number, p.floor, p.area::lib.area,
        (select count(*)::integer from desk.work_reports as w where w.premise_id = p.premise_id),
        'premise?premise=' || p.premise_id, p.total
    from paged as p
    left join estate.entrances as e on e.entrance_id = p.entrance_id
    order by p.number_order, p.number, p.premise_id;
end
$$;
comment on function manager.house_premises(lib.house_ref, lib.search, integer, integer) is 'Помещения
@fold
@kind list
@filter p_number
@field p_number Номер квартиры
@bold number entrance works
@column number Квартира
@column entrance Подъезд
@column floor Этаж
@column area Площадь
@column works Работ
@empty Квартиры этого дома ещё не внесены. Это делает управляющий';

select cabinet.page_define(
    p_cabinet => 'manager', p_page => 'house', p_title => 'Дом',
    p_blocks => 'house_card house_findings house_sheet house_outages house_works house_equipment house_places '
        'house_orders house_repairs house_redevelopments house_emergencies house_premises house_hours '
        'house_gallery house_papers house_history',
    p_icon => 'building',
    p_up => 'houses');
