create function manager.houses_list(
    p_search lib.search default null,
    p_sort lib.sort_key default null,
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    address text,
    built_year lib.year,
    floors smallint,
    entrances_count smallint,
    premises_count integer,
    open_count integer,
    _link text,
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Houses where this person works or which he manages. p_search: street and number, typos forgiven. */
declare
    v_found bigint[] := case when p_search is not null then desk.houses_found(p_search) end;
    v_key text := ltrim(coalesce(p_sort, 'address'), '-');
    v_down boolean := coalesce(p_sort like '-%', false);
begin
    return query
    with seen as (
        select h.*, count(*) over () as total
        from estate.houses as h
        where
            h.house_id = any (array(select people.visible_houses()))
            and (v_found is null or h.house_id = any (v_found))
        order by
            case v_key when 'built_year' then h.built_year when 'floors' then h.floors_max
                when 'entrances_count' then h.entrances_count when 'premises_count' then h.premises_count end
            * case when v_down then -1 else 1 end nulls last,
            case when v_key = 'address' and v_down then h.street || ' ' || h.number end desc,
            h.street, h.number, h.house_id
        limit p_limit offset p_offset
    )

    select
        s.street || ', ' || s.number, s.built_year::lib.year, s.floors_max, s.entrances_count,
        coalesce(s.premises_count, (select count(*)::integer from estate.premises as p where p.house_id = s.house_id)),
        (
            select count(*)::integer
            from desk.orders as o
            where
                o.house_id = s.house_id and o.open
                and (o.zone_id in (select desk.my_zones()) or o.order_id in (select desk.orders_of_performer()))
        ),
        'house?house=' || s.house_id, s.total
    from seen as s
    order by
        case v_key when 'built_year' then s.built_year when 'floors' then s.floors_max
            when 'entrances_count' then s.entrances_count when 'premises_count' then s.premises_count end
        * case when v_down then -1 else 1 end nulls last,
        case when v_key = 'address' and v_down then s.street || ' ' || s.number end desc,
        s.street, s.number, s.house_id;
end
$$;
comment on function manager.houses_list(lib.search, lib.sort_key, integer, integer) is 'Дома
@kind list
@filter p_search
@placeholder p_search Улица и номер
@bold address open_count
@column address Адрес
@column built_year Год
@column floors Этажей
@column entrances_count Подъездов
@column premises_count Помещений
@column open_count Мои заявки
@empty Домов за вами нет. Область работы назначает управляющий';

select cabinet.page_define(
    p_cabinet => 'manager', p_page => 'houses', p_title => 'Дома',
    p_blocks => 'houses_list',
    p_icon => 'buildings', p_menu => 50, p_group => 'Дома');
