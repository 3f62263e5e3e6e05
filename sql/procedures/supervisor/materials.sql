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

create function supervisor.materials_save(
    p_title lib.title,
    p_unit text,
    p_category text,
    p_minimum lib.quantity default 0,
    p_title_en lib.title default null,
    p_specialization text default null,
    p_code text default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Adds a material to the catalogue. */
declare
    v_id bigint;
begin
    v_id := upkeep.material_save(
        null, p_code, p_title, p_unit, p_category, p_minimum, p_title_en, p_specialization);
    return row(cabinet.said('phrase.saved'), 'material?material=' || v_id)::lib.outcome;
end
$$;
comment on function supervisor.materials_save(
    lib.title, text, text, lib.quantity, lib.title, text, text
) is 'Новый материал
@field p_title Название
@field p_code Артикул
@hint p_code Если есть свой: по нему ищут. Пусто: сделаем сами
@field p_unit Единица
@options p_unit materials_unit_options
@field p_category Раздел
@options p_category materials_section_options
@field p_minimum Минимум
@hint p_minimum Меньше этого на всех складах вместе: напомним
@field p_title_en Название по-английски
@field p_specialization Специальность
@hint p_specialization Кто его обычно берёт
@options p_specialization materials_trades
@submit Добавить материал
@icon plus-lg';

create function supervisor.materials_edit(
    p_material lib.material_ref,
    p_title lib.title,
    p_unit text,
    p_category text,
    p_minimum lib.quantity default 0,
    p_title_en lib.title default null,
    p_specialization text default null,
    p_code text default null,
    p_active boolean default true
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Changes a material of the catalogue. */
declare
    v_id bigint;
begin
    v_id := upkeep.material_save(
        p_material, p_code, p_title, p_unit, p_category, p_minimum, p_title_en, p_specialization, p_active);
    return row(cabinet.said('phrase.saved'), 'material?material=' || v_id)::lib.outcome;
end
$$;
comment on function supervisor.materials_edit(
    lib.material_ref, lib.title, text, text, lib.quantity, lib.title, text, text, boolean
) is 'Изменить материал
@needs p_material
@prefill materials_edit_draft
@field p_title Название
@field p_code Артикул
@hint p_code Если есть свой: по нему ищут. Пусто: сделаем сами
@field p_unit Единица
@options p_unit materials_unit_options
@field p_category Раздел
@options p_category materials_section_options
@field p_minimum Минимум
@hint p_minimum Меньше этого на всех складах вместе: напомним
@field p_title_en Название по-английски
@field p_specialization Специальность
@hint p_specialization Кто его обычно берёт
@options p_specialization materials_trades
@field p_active Используется
@submit Изменить материал
@style secondary
@icon pencil';

create function supervisor.materials_edit_draft(
    p_material lib.material_ref
)
returns table (
    p_title text,
    p_code text,
    p_unit text,
    p_category text,
    p_minimum lib.quantity,
    p_title_en text,
    p_specialization text,
    p_active boolean
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The material as it is. */
begin
    return query
    select m.title::text, m.code, m.unit, m.category, m.minimum, m.title_en, m.specialization, m.active
    from upkeep.materials as m
    where m.material_id = p_material;
end
$$;
comment on function supervisor.materials_edit_draft(lib.material_ref) is 'Материал сейчас';

create function supervisor.materials_trades()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Trades. */
begin
    return query
    select t.specialization, case when lib.language() = 'en' then t.title_en else t.title end
    from people.specializations as t
    order by 2;
end
$$;
comment on function supervisor.materials_trades() is 'Специальности';

create function supervisor.materials_store(
    p_title lib.title,
    p_zone lib.zone_ref default null,
    p_staff lib.staff_ref default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A warehouse, or what a performer carries. */
begin
    perform upkeep.store_save(null, p_title, p_zone, p_staff);
    return row(cabinet.said('phrase.saved'), 'materials')::lib.outcome;
end
$$;
comment on function supervisor.materials_store(lib.title, lib.zone_ref, lib.staff_ref) is 'Новый склад
@field p_title Название
@field p_zone Точка
@hint p_zone Без точки склад общий
@options p_zone materials_zones
@field p_staff Чьё
@hint p_staff Только для того, что мастер возит с собой
@options p_staff materials_people
@submit Добавить склад
@style secondary
@icon building';

create function supervisor.materials_store_edit(
    p_store lib.store_ref,
    p_title lib.title,
    p_zone lib.zone_ref default null,
    p_active boolean default true
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A warehouse, or what a performer carries. */
begin
    perform upkeep.store_save(p_store, p_title, p_zone, p_active => p_active);
    return row(cabinet.said('phrase.saved'), 'materials')::lib.outcome;
end
$$;
comment on function supervisor.materials_store_edit(lib.store_ref, lib.title, lib.zone_ref, boolean) is 'Изменить склад
@needs p_store
@prefill materials_store_draft
@field p_title Название
@field p_zone Точка
@hint p_zone Без точки склад общий
@options p_zone materials_zones
@field p_active Используется
@submit Изменить
@style secondary
@icon pencil';

create function supervisor.materials_store_draft(
    p_store lib.store_ref
)
returns table (
    p_title text,
    p_zone bigint,
    p_active boolean
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The store as it is. */
begin
    return query
    select s.title::text, s.zone_id, s.active from upkeep.stores as s where s.store_id = p_store;
end
$$;
comment on function supervisor.materials_store_draft(lib.store_ref) is 'Склад сейчас';

create function supervisor.materials_zones()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Zones. */
begin
    return query select z.zone_id::text, z.name::text from estate.zones as z order by z.name;
end
$$;
comment on function supervisor.materials_zones() is 'Точки';

create function supervisor.materials_people()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Staff in service. */
begin
    return query
    select s.staff_id::text, s.name::text from people.staff as s where s.employed @> people.today() order by s.name;
end
$$;
comment on function supervisor.materials_people() is 'Сотрудники';

create function supervisor.materials_unit_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Units. */
begin
    return query select u.unit, upkeep.unit_said(u.unit) from upkeep.material_units as u order by 2;
end
$$;
comment on function supervisor.materials_unit_options() is 'Единицы';

create function supervisor.materials_section_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Sections. */
begin
    return query select c.section, upkeep.section_said(c.section) from upkeep.material_sections as c order by 2;
end
$$;
comment on function supervisor.materials_section_options() is 'Разделы';

create function supervisor.materials_units()
returns table (
    title text,
    title_en text,
    in_use bigint,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Units with how many materials have them. */
begin
    return query
    select
        c.unit, c.title_en, (select count(*) from upkeep.materials as m where m.unit = c.unit),
        'materials_unit_edit?unit=' || lib.url_text(c.unit)
    from upkeep.material_units as c
    order by 3 desc, 1;
end
$$;
comment on function supervisor.materials_units() is 'Единицы
@fold
@bold title title_en
@column title Единица
@column title_en По-английски
@column in_use Материалов
@limit 100
@export no';

create function supervisor.materials_unit_add(
    p_title lib.title,
    p_title_en lib.title default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A new unit. */
begin
    perform upkeep.material_unit_save(null, p_title, p_title_en);
    return row(cabinet.said('phrase.saved'), 'materials')::lib.outcome;
end
$$;
comment on function supervisor.materials_unit_add(lib.title, lib.title) is 'Новая единица
@field p_title Название
@field p_title_en По-английски
@submit Добавить единицу
@style secondary
@icon plus-lg';

create function supervisor.materials_unit_edit(
    p_unit text,
    p_title lib.title,
    p_title_en lib.title default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Another name; materials follow. */
begin
    perform upkeep.material_unit_save(p_unit, p_title, p_title_en);
    return row(cabinet.said('phrase.saved'), 'materials')::lib.outcome;
end
$$;
comment on function supervisor.materials_unit_edit(text, lib.title, lib.title) is 'Изменить единицу
@needs p_unit
@prefill materials_unit_draft
@field p_title Название
@field p_title_en По-английски
@submit Изменить единицу
@style secondary
@icon pencil';

create function supervisor.materials_unit_draft(
    p_unit text
)
returns table (
    p_title text,
    p_title_en text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* As it is. */
begin
    return query select c.unit, c.title_en from upkeep.material_units as c where c.unit = p_unit;
end
$$;
comment on function supervisor.materials_unit_draft(text) is 'Сейчас';

create function supervisor.materials_sections()
returns table (
    title text,
    title_en text,
    in_use bigint,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Sections with how many materials have them. */
begin
    return query
    select
        c.section, c.title_en, (select count(*) from upkeep.materials as m where m.category = c.section),
        'materials_section_edit?section=' || lib.url_text(c.section)
    from upkeep.material_sections as c
    order by 3 desc, 1;
end
$$;
comment on function supervisor.materials_sections() is 'Разделы каталога
@fold
@bold title title_en
@column title Раздел
@column title_en По-английски
@column in_use Материалов
@limit 100
@export no';

create function supervisor.materials_section_add(
    p_title lib.title,
    p_title_en lib.title default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A new section. */
begin
    perform upkeep.material_section_save(null, p_title, p_title_en);
    return row(cabinet.said('phrase.saved'), 'materials')::lib.outcome;
end
$$;
comment on function supervisor.materials_section_add(lib.title, lib.title) is 'Новый раздел
@field p_title Название
@field p_title_en По-английски
@submit Добавить раздел
@style secondary
@icon plus-lg';

create function supervisor.materials_section_edit(
    p_section text,
    p_title lib.title,
    p_title_en lib.title default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Another name; materials follow. */
begin
    perform upkeep.material_section_save(p_section, p_title, p_title_en);
    return row(cabinet.said('phrase.saved'), 'materials')::lib.outcome;
end
$$;
comment on function supervisor.materials_section_edit(text, lib.title, lib.title) is 'Изменить раздел
@needs p_section
@prefill materials_section_draft
@field p_title Название
@field p_title_en По-английски
@submit Изменить раздел
@style secondary
@icon pencil';

create function supervisor.materials_section_draft(
    p_section text
)
returns table (
    p_title text,
    p_title_en text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* As it is. */
begin
    return query select c.section, c.title_en from upkeep.material_sections as c where c.section = p_section;
end
$$;
comment on function supervisor.materials_section_draft(text) is 'Сейчас';

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
    return query select cabinet.said('said.stock.do'), array['materials_store', 'materials_section_add', 'materials_unit_add'];
end
$$;
comment on function supervisor.materials_do() is 'Что ещё можно добавить
@kind card
@column say -';

select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'materials', p_title => 'Материалы',
    p_blocks => 'materials_tiles material_supplies materials_list materials_stores materials_sections materials_units '
        'materials_do',
    p_icon => 'box-seam', p_menu => 27, p_group => 'Работа');
