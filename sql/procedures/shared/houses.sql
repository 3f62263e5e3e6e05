create function shared.houses_list(
    p_search lib.search default null,
    p_zone lib.zone_ref default null,
    p_attribute text default null,
    p_operator text default null,
    p_value text default null,
    p_sort lib.sort_key default null,
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    address text,
    city text,
    zone_name text,
    open_orders bigint,
    overdue_orders bigint,
    built_year lib.year,
    floors_max smallint,
    flats integer,
    filled lib.percent,
    _badge_overdue_orders text,
    _link text,
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Houses by address, zone with those below it, and any field of the passport; filled: how much of the passport is known. Sorted by address, year or how full it is. */
declare
    v_houses bigint[];
    v_key text := ltrim(coalesce(p_sort, 'address'), '-');
    v_down boolean := p_sort like '-%';
begin
    if coalesce(trim(p_search), '') <> '' then
        v_houses := desk.houses_found(p_search);
    end if;
    return query
    with found as (
        select
            h.house_id, h.street, h.number, h.city, h.zone_id, h.built_year, h.floors_max, h.living_count,
            round(100.0 * num_nonnulls(
                h.built_year, h.house_type, h.wall_material, h.floors_max, h.floors_min, h.entrances_count,
                h.premises_count, h.living_count, h.area_total, h.area_living, h.area_common, h.area_land
            ) / 12) as filled,
            count(*) over () as total
        from estate.houses as h
        where
            (p_zone is null or h.zone_id in (select b.b from estate.zone_branch(array[p_zone::bigint]) as b (b)))
            and (p_attribute is null or p_operator is null or h.house_id in (
                select m.m from estate.matching('house', p_attribute, p_operator, p_value) as m (m)))
            and (v_houses is null or h.house_id = any (v_houses))
    ),
    paged as (
        select f.*, row_number() over (
            order by
                case when v_key = 'built_year' and not v_down then f.built_year end,
                case when v_key = 'built_year' and v_down then f.built_year end desc nulls last,
                case when v_key = 'filled' and not v_down then f.filled end,
                case when v_key = 'filled' and v_down then f.filled end desc nulls last,
                case when v_key = 'address' and v_down then f.street end desc,
                f.street, length(f.number), f.number, f.house_id
        ) as place
        from found as f
        order by place
        limit p_limit offset p_offset
    )
    select
        g.street || ', ' || g.number, g.city, z.name::text, w.open_count, w.overdue_count, g.built_year::lib.year,
        g.floors_max, coalesce(g.living_count, (
            select count(*)::integer from estate.premises as p where p.house_id = g.house_id and p.kind = 'flat'
        )),
        g.filled::lib.percent, case when w.overdue_count > 0 then 'bad' end, 'house?house=' || g.house_id, g.total
    from paged as g
    join estate.zones as z on z.zone_id = g.zone_id
    cross join lateral (
        select count(*), count(*) filter (where o.due_at < lib.moment() and o.state not in ('waiting', 'deferred'))
        from desk.orders as o
        where o.house_id = g.house_id and o.open
    ) as w (open_count, overdue_count)
    order by g.place;
end
$$;
comment on function shared.houses_list(
    lib.search, lib.zone_ref, text, text, text, lib.sort_key, integer, integer
) is 'Дома
@filter p_search p_zone p_attribute p_operator p_value
@options p_attribute houses_attribute_options
@options p_operator objects_operator_options
@field p_attribute Поле паспорта
@field p_operator Условие
@field p_value Значение
@options p_zone orders_zone_options
@placeholder p_search Улица и дом
@bold address open_orders
@column flats Квартир
@column filled Данные
@empty Домов ещё нет. Их загружает управляющий: «Импорт»
';

create function shared.houses_attribute_options()
returns table (
    value text,
    label text,
    group_label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Fields of the passport of a house. */
begin
    return query select o.value, o.label, o.group_label from shared.objects_attribute_options('house') as o;
end
$$;
comment on function shared.houses_attribute_options() is 'Поля паспорта';
