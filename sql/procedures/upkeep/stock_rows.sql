create function upkeep.stock_rows(
    p_search text default null,
    p_store bigint default null,
    p_low boolean default false,
    p_mine boolean default false,
    p_category text default null
)
returns table (
    material_id bigint,
    title text,
    category text,
    quantity lib.quantity,
    unit text,
    minimum lib.quantity,
    low boolean,
    places text,
    price lib.rub,
    amount lib.rub
)
language plpgsql
stable
set search_path = ''
as $$
/*
The catalogue with what there is: over all stores, in one (p_store), or in those that the acting person uses (p_mine).
places: where, «Главный склад», «Главный склад – 12; Ковалёв С. И. – 2». low: the whole stock is below the minimum.
*/
declare
    v_english boolean := lib.language() = 'en';
    v_stores bigint[] := case
        when p_store is not null then array[p_store]
        when p_mine then array(select s.store_id from upkeep.stores as s where upkeep.store_mine(s))
    end;
begin
    return query
    with had as (
        select
            k.material_id, sum(k.quantity) as total,
            sum(k.quantity) filter (where v_stores is null or k.store_id = any (v_stores)) as here,
            case
                when count(*) filter (where k.quantity > 0 and (v_stores is null or k.store_id = any (v_stores))) > 1
                    then string_agg(
                        s.title || ' – ' || trim_scale(k.quantity), '; ' order by s.kind desc, s.title
                    ) filter (where k.quantity > 0 and (v_stores is null or k.store_id = any (v_stores)))
                else max(s.title::text) filter (where k.quantity > 0 and (v_stores is null or k.store_id = any (v_stores)))
            end as places
        from upkeep.stock as k
        join upkeep.stores as s on s.store_id = k.store_id
        group by k.material_id
    )

    select
        m.material_id, case when v_english then coalesce(m.title_en, m.title) else m.title end::text, upkeep.section_said(m.category),
        coalesce(h.here, 0)::lib.quantity, upkeep.unit_said(m.unit), m.minimum, coalesce(h.total, 0) < m.minimum, h.places, m.price,
        (m.price * coalesce(h.here, 0))::lib.rub
    from upkeep.materials as m
    left join had as h on h.material_id = m.material_id
    where
        (m.active or h.here > 0)
        and (not coalesce(p_mine, false) and p_store is null or h.here is not null)
        and (not coalesce(p_low, false) or coalesce(h.total, 0) < m.minimum)
        and (p_category is null or m.category = p_category)
        and (nullif(trim(p_search), '') is null
            or m.search like '%' || lower(replace(trim(p_search), 'ё', 'е')) || '%'
            or lower(m.title_en) like '%' || lower(trim(p_search)) || '%')
    order by coalesce(h.total, 0) < m.minimum desc, m.category, m.title;
end
$$;
comment on function upkeep.stock_rows(text, bigint, boolean, boolean, text) is 'The catalogue with what there is';
