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
@options p_specialization staff_trade_options
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
@options p_specialization staff_trade_options
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
@options p_zone orders_zone_options
@field p_staff Чьё
@hint p_staff Только для того, что мастер возит с собой
@options p_staff zone_staff_options
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
@options p_zone orders_zone_options
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

create function supervisor.materials_word_add(
    p_list text,
    p_title lib.title,
    p_title_en lib.title default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A new section or unit. Errors: those of upkeep.material_word_save. */
begin
    perform upkeep.material_word_save(p_list, null, p_title, p_title_en);
    return row(cabinet.said('phrase.saved'), 'materials')::lib.outcome;
end
$$;
comment on function supervisor.materials_word_add(text, lib.title, lib.title) is 'Новый раздел или единица
@options p_list materials_word_lists
@choice p_list
@field p_list Что
@field p_title Название
@field p_title_en По-английски
@submit Добавить раздел или единицу
@style secondary
@icon plus-lg';

create function supervisor.materials_word_edit(
    p_list text,
    p_word text,
    p_title lib.title,
    p_title_en lib.title default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Another name; materials follow. Errors: those of upkeep.material_word_save. */
begin
    perform upkeep.material_word_save(p_list, p_word, p_title, p_title_en);
    return row(cabinet.said('phrase.saved'), 'materials')::lib.outcome;
end
$$;
comment on function supervisor.materials_word_edit(text, text, lib.title, lib.title) is 'Изменить название
Материалы получат новое название сразу.
@needs p_list p_word
@prefill materials_word_draft
@field p_title Название
@field p_title_en По-английски
@submit Изменить название
@style secondary
@icon pencil';

create function supervisor.materials_word_draft(
    p_list text,
    p_word text
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
    return query select w.word, w.title_en from upkeep.material_words() as w where w.list = p_list and w.word = p_word;
    if not found then
        perform cabinet.refuse('not_found', p_field => 'p_word');
    end if;
end
$$;
comment on function supervisor.materials_word_draft(text, text) is 'Сейчас';

create function supervisor.materials_word_lists()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What the catalogue has words for. */
begin
    return query
    select l.list, cabinet.said('label.material_' || l.list) from unnest(array['section', 'unit']) as l (list);
end
$$;
comment on function supervisor.materials_word_lists() is 'Что';
