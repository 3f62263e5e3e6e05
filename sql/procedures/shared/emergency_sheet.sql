create function shared.emergency_sheet_card(
    p_house lib.house_ref
)
returns table (
    address text,
    access_note text,
    emergency_phone lib.phone,
    manager_name text,
    entrances text,
    _icon text,
    _title text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* How to get in and whom to call. */
begin
    return query
    select
        d.sheet ->> 'address', d.sheet ->> 'access_note', (d.sheet ->> 'emergency_phone')::lib.phone, d.sheet ->> 'manager',
        (
            select string_agg(
                desk.part_said('said.entrance', e.one ->> 'number') || coalesce(
                    ': ' || desk.part_said('said.door_code', e.one ->> 'door_code'), ''), '; '
                order by (e.one ->> 'number')::integer)
            from jsonb_array_elements(d.sheet -> 'entrances') as e (one)
        ),
        'exclamation-octagon', cabinet.said('said.sheet.title') || ': ' || (d.sheet ->> 'address'),
        array[
            'emergency_sheet_add?house=' || p_house, 'emergency_sheet_print?house=' || p_house,
            'emergency_sheet_print_zone?house=' || p_house
        ]
    from (select estate.emergency_sheet_data(p_house) as sheet) as d;
end
$$;
comment on function shared.emergency_sheet_card(lib.house_ref) is 'Аварийный лист
@kind card
@offline page
@bold address
@column address -
@column emergency_phone Авария, круглосуточно
@column manager_name Менеджер
@column entrances Двери
@personal';

create function shared.emergency_sheet_points(
    p_house lib.house_ref
)
returns table (
    title text,
    place_text text,
    shuts text,
    keeper text,
    checked_on date,
    _group text,
    _icon text,
    _photos uuid[],
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Valves, switchboards, keys: where, what each shuts, who has the key. */
begin
    return query
    select
        p.one ->> 'title',
        concat_ws(', ', desk.part_said('said.entrance', p.one ->> 'entrance'), p.one ->> 'place'), p.one ->> 'shuts',
        p.one ->> 'keeper', (p.one ->> 'checked_on')::date, p.one ->> 'kind_title', p.one ->> 'icon',
        case when p.one ->> 'photo' is not null then array[(p.one ->> 'photo')::uuid] end,
        array[
            'emergency_sheet_edit?sheet=' || (p.one ->> 'point_id'), 'emergency_sheet_drop?sheet=' || (p.one ->> 'point_id')
        ]
    from (select estate.emergency_sheet_data(p_house) as sheet) as d
    cross join lateral jsonb_array_elements(d.sheet -> 'points') with ordinality as p (one, n)
    order by p.n;
end
$$;
comment on function shared.emergency_sheet_points(lib.house_ref) is 'Где перекрыть и где ключ
@kind cards
@limit 100
@bold title place_text
@column title -
@column place_text Где
@column shuts Что перекрывает
@column keeper У кого ключ
@column checked_on Проверено
@empty Лист ещё пуст. Запишите вводные задвижки, щиты и ключи';

create function shared.emergency_sheet_add(
    p_house lib.house_ref,
    p_kind text,
    p_title lib.title,
    p_place lib.note,
    p_shuts text default null,
    p_keeper text default null,
    p_entrance lib.entrance_ref default null,
    p_photo lib.photo default null,
    p_checked_on date default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A new place of the sheet. */
begin
    perform estate.sheet_save(
        p_house => p_house, p_kind => p_kind, p_title => p_title, p_place => p_place, p_shuts => p_shuts,
        p_keeper => p_keeper, p_entrance => p_entrance, p_photo => p_photo, p_checked_on => p_checked_on
    );
    return row(cabinet.said('phrase.saved'), '/shared/emergency-sheet?house=' || p_house)::lib.outcome;
end
$$;
comment on function shared.emergency_sheet_add(
    lib.house_ref, text, lib.title, lib.note, text, text, lib.entrance_ref, lib.photo, date
) is 'Добавить место
@options p_kind emergency_sheet_kind_options
@choice p_kind
@field p_kind Что это
@field p_title Название
@placeholder p_title Вводная задвижка холодной воды
@field p_place Где
@placeholder p_place Подвал под подъездом 1, слева от двери, красный вентиль
@field p_shuts Что перекрывает
@field p_keeper У кого ключ
@options p_entrance emergency_sheet_entrance_options
@field p_entrance Подъезд
@field p_checked_on Проверено
@submit Добавить место
@icon plus-circle
@needs p_house';

create function shared.emergency_sheet_edit(
    p_sheet lib.sheet_ref,
    p_kind text,
    p_title lib.title,
    p_place lib.note,
    p_shuts text default null,
    p_keeper text default null,
    p_entrance lib.entrance_ref default null,
    p_photo lib.photo default null,
    p_checked_on date default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A place as it is now. */
declare
    v_house bigint;
begin
    select p.house_id into v_house from estate.emergency_points as p where p.point_id = p_sheet;
    perform estate.sheet_save(
        p_house => v_house, p_kind => p_kind, p_title => p_title, p_place => p_place, p_shuts => p_shuts,
        p_keeper => p_keeper, p_entrance => p_entrance, p_photo => p_photo, p_checked_on => p_checked_on,
        p_sheet => p_sheet
    );
    return row(cabinet.said('phrase.saved'), '/shared/emergency-sheet?house=' || v_house)::lib.outcome;
end
$$;
comment on function shared.emergency_sheet_edit(
    lib.sheet_ref, text, lib.title, lib.note, text, text, lib.entrance_ref, lib.photo, date
) is 'Изменить
Без нового фото останется прежнее.
@prefill emergency_sheet_draft
@options p_kind emergency_sheet_kind_options
@choice p_kind
@field p_kind Что это
@field p_title Название
@placeholder p_title Вводная задвижка холодной воды
@field p_place Где
@placeholder p_place Подвал под подъездом 1, слева от двери, красный вентиль
@field p_shuts Что перекрывает
@field p_keeper У кого ключ
@options p_entrance emergency_sheet_entrance_options
@field p_entrance Подъезд
@field p_checked_on Проверено
@submit Изменить
@style link
@icon pencil
@needs p_sheet';

create function shared.emergency_sheet_draft(
    p_sheet lib.sheet_ref
)
returns table (
    p_kind text,
    p_title text,
    p_place text,
    p_shuts text,
    p_keeper text,
    p_entrance bigint,
    p_checked_on date
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* As it is. */
begin
    return query
    select p.kind, p.title::text, p.place_text::text, p.shuts, p.keeper, p.entrance_id, p.checked_on
    from estate.emergency_points as p
    where p.point_id = p_sheet;
end
$$;
comment on function shared.emergency_sheet_draft(lib.sheet_ref) is 'Место сейчас';

create function shared.emergency_sheet_drop(
    p_sheet lib.sheet_ref,
    p_reason lib.title
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Takes a place off the sheet. */
declare
    v_house bigint;
begin
    v_house := estate.sheet_drop(p_sheet => p_sheet, p_reason => p_reason);
    return row(cabinet.said('said.sheet.dropped'), '/shared/emergency-sheet?house=' || v_house)::lib.outcome;
end
$$;
comment on function shared.emergency_sheet_drop(lib.sheet_ref, lib.title) is 'Убрать с листа
@field p_reason Почему
@submit Убрать с листа
@style link
@icon trash
@needs p_sheet';

create function shared.emergency_sheet_kind_options()
returns table (
    value text,
    label text,
    icon text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Kinds of places. */
begin
    return query
    select s.code, cabinet.said('said.sheet.kind.' || s.code), estate.sheet_icon(s.code)
    from unnest(array['valve', 'gas', 'switchboard', 'key', 'fire', 'basement', 'roof', 'other']) as s (code);
end
$$;
comment on function shared.emergency_sheet_kind_options() is 'Что это';

create function shared.emergency_sheet_entrance_options(
    p_house lib.house_ref default null,
    p_sheet lib.sheet_ref default null
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
/* Entrances of the house. */
begin
    return query
    select e.entrance_id::text, cabinet.said('phrase.entrance', jsonb_build_object('number', e.number))
    from estate.entrances as e
    where e.house_id = coalesce(
        p_house, (select p.house_id from estate.emergency_points as p where p.point_id = p_sheet)
    )
    order by e.number;
end
$$;
comment on function shared.emergency_sheet_entrance_options(lib.house_ref, lib.sheet_ref) is 'Подъезды';

create function shared.emergency_sheet_zone(
    p_house lib.house_ref
)
returns table (
    title text,
    _link text,
    _icon text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Sheets of the other houses of the zone: opening one keeps it on this device. */
begin
    perform estate.house_demand(p_house);
    return query
    select h.street || ', ' || h.number, 'emergency_sheet?house=' || h.house_id, 'exclamation-octagon'
    from estate.houses as h
    join estate.houses as here on here.house_id = p_house and here.zone_id = h.zone_id
    where h.house_id <> p_house
    order by h.street, length(h.number), h.number, h.house_id
    limit 200;
end
$$;
comment on function shared.emergency_sheet_zone(lib.house_ref) is 'Листы других домов точки
@kind cards
@offline links
@limit 200
@hide_empty
@bold title
@column title -';


select cabinet.page_define(
    p_cabinet => 'shared', p_page => 'emergency_sheet', p_title => 'Аварийный лист',
    p_blocks => 'emergency_sheet_card emergency_sheet_points emergency_sheet_zone', p_icon => 'exclamation-octagon',
    p_up => 'houses');
