create function supervisor.materials_tiles()
returns table (
    title text,
    value text,
    note text,
    _badge text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The stock in figures: what runs low, what it is worth, what went to orders this month. */
begin
    return query
    select cabinet.said('said.stock.tile_' || t.code), t.value, t.note, t.badge, t.link
    from (
        select
            (select count(*) from upkeep.stock_rows(p_low => true)) as low,
            (select coalesce(sum(r.amount), 0) from upkeep.stock_rows() as r) as worth,
            (
                select coalesce(sum(case when m.kind = 'return' then -m.quantity else m.quantity end * m.price), 0)
                from upkeep.movements as m
                where m.kind in ('write_off', 'return') and m.moved_at >= date_trunc('month', lib.moment())
            ) as spent
    ) as s
    cross join lateral (values
        (
            1, 'low', s.low::text, cabinet.said('said.stock.tile_low_' || case when s.low > 0 then 'some' else 'none' end),
            case when s.low > 0 then 'warn' else 'ok' end, case when s.low > 0 then 'materials?low=true' end
        ),
        (2, 'worth', cabinet.value_said(round(s.worth)::text, 'rub') || chr(160) || '₽', null, null, null),
        (3, 'spent', cabinet.value_said(round(s.spent)::text, 'rub') || chr(160) || '₽', null, null, null)
    ) as t (n, code, value, note, badge, link)
    order by t.n;
end
$$;
comment on function supervisor.materials_tiles() is 'Склад в цифрах
@kind tiles
@bold title value';

create function supervisor.materials_list(
    p_search lib.search default null,
    p_store lib.store_ref default null,
    p_category text default null,
    p_low boolean default false
)
returns table (
    title text,
    quantity lib.quantity,
    minimum lib.quantity,
    places text,
    price lib.rub,
    amount lib.rub,
    category text,
    _badge_quantity text,
    _icon_quantity text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The catalogue of materials with what there is; what runs low first. */
begin
    return query
    select
        r.title || ', ' || r.unit, r.quantity, r.minimum, r.places, r.price, r.amount, r.category,
        case when r.low then 'warn' end, case when r.low then 'exclamation-triangle-fill' end,
        'material?material=' || r.material_id
    from upkeep.stock_rows(p_search => p_search, p_store => p_store, p_low => p_low, p_category => p_category) as r;
end
$$;
comment on function supervisor.materials_list(lib.search, lib.store_ref, text, boolean) is 'Материалы
@filter p_search p_store p_category p_low
@options p_store material_stores
@options p_category materials_categories
@placeholder p_search Название или код
@field p_store Где
@field p_category Раздел
@field p_low Кончаются
@bold title quantity places amount
@column title Материал
@column quantity Остаток
@column minimum Минимум
@column places Где
@column price Цена
@column amount Сумма
@column category Раздел
@limit 50
@empty Материалов пока нет. Добавьте первый
@create materials_save';

create function supervisor.materials_categories()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Sections of the catalogue. */
begin
    return query
    select c.category, upkeep.section_said(c.category)
    from (select distinct m.category from upkeep.materials as m where m.active) as c
    order by 2;
end
$$;
comment on function supervisor.materials_categories() is 'Разделы';

create function supervisor.materials_stores()
returns table (
    title text,
    positions bigint,
    amount lib.rub,
    zone_name text,
    _icon text,
    _link text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Warehouses and what performers carry. */
begin
    return query
    select
        s.title::text, count(k.material_id) filter (where k.quantity > 0), sum(k.quantity * m.price)::lib.rub, z.name::text,
        case s.kind when 'person' then 'person' else 'box-seam' end, 'materials?store=' || s.store_id,
        array['materials_store_edit?store=' || s.store_id]
    from upkeep.stores as s
    left join estate.zones as z on z.zone_id = s.zone_id
    left join upkeep.stock as k on k.store_id = s.store_id
    left join upkeep.materials as m on m.material_id = k.material_id
    where s.active
    group by s.store_id, z.name
    order by s.kind desc, s.title;
end
$$;
comment on function supervisor.materials_stores() is 'Склады и запас мастеров
@kind cards
@bold title
@column positions Позиций
@column amount На сумму
@column zone_name Точка';

create function supervisor.materials_words(
    p_list text default null
)
returns table (
    title text,
    title_en text,
    list text,
    in_use bigint,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Units and sections with how many materials have them. */
begin
    return query
    select
        w.word, w.title_en, cabinet.said('label.material_' || w.list), w.in_use,
        'materials_word_edit?list=' || w.list || '&word=' || lib.url_text(w.word)
    from upkeep.material_words() as w
    where w.list = coalesce(nullif(p_list, ''), w.list)
    order by 3, w.in_use desc, w.word;
end
$$;
comment on function supervisor.materials_words(text) is 'Разделы и единицы
@fold
@filter p_list
@options p_list materials_word_lists
@field p_list Что
@bold title title_en
@column title Слово
@column title_en По-английски
@column list Что это
@column in_use Материалов
@limit 100
@export no';

create function supervisor.materials_do()
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
    return query select cabinet.said('said.stock.do'), array['materials_store', 'materials_word_add'];
end
$$;
comment on function supervisor.materials_do() is 'Что ещё можно добавить
@kind card
@column say -';

select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'materials', p_title => 'Материалы',
    p_blocks => 'materials_tiles material_supplies materials_list materials_stores materials_words materials_do',
    p_icon => 'box-seam', p_menu => 27, p_group => 'Работа');
