create function supervisor.zone_manager(
    p_zone lib.zone_ref,
    p_staff lib.staff_ref,
    p_from date,
    p_reason lib.title
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Who answers for the zone from a day on. */
begin
    perform people.zone_manager_set(p_zone => p_zone, p_staff => p_staff, p_from => p_from, p_reason => p_reason);
    return row(cabinet.said('phrase.zone_manager_set'), '/supervisor/zone?zone=' || p_zone)::lib.outcome;
end
$$;
comment on function supervisor.zone_manager(lib.zone_ref, lib.staff_ref, date, lib.title) is 'Назначить менеджера
@options p_staff zone_staff_options
@prefill zone_manager_draft
@field p_staff Кто
@field p_from С какого дня
@field p_reason Почему меняем
@submit Назначить менеджера
@icon person-badge
@needs p_zone';

create function supervisor.zone_manager_draft(
    p_zone lib.zone_ref
)
returns table (
    p_from date
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* From today. */
begin
    return query select people.today() from estate.zones as z where z.zone_id = p_zone;
end
$$;
comment on function supervisor.zone_manager_draft(lib.zone_ref) is 'С сегодняшнего дня';

create function supervisor.zone_staff_options(
    p_search text default null
)
returns table (
    value text,
    label text,
    hint text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* All staff at work. */
begin
    return query
    select s.staff_id::text, s.name::text, s."position"
    from people.staff as s
    where s.employed @> people.today() and (coalesce(p_search, '') = '' or s.name ilike '%' || p_search || '%')
    order by s.name
    limit 60;
end
$$;
comment on function supervisor.zone_staff_options(text) is 'Сотрудники';

create function supervisor.zone_rename(
    p_zone lib.zone_ref,
    p_name lib.title,
    p_reason lib.title
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Another name. */
begin
    perform estate.zone_rename(p_zone => p_zone, p_name => p_name, p_reason => p_reason);
    return row(cabinet.said('phrase.saved'), '/supervisor/zone?zone=' || p_zone)::lib.outcome;
end
$$;
comment on function supervisor.zone_rename(lib.zone_ref, lib.title, lib.title) is 'Переименовать
@field p_name Название
@field p_reason Почему меняем
@submit Переименовать
@style secondary
@needs p_zone';

create function supervisor.zone_houses(
    p_zone lib.zone_ref,
    p_houses lib.houses_ref,
    p_reason lib.title
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Hands houses over to this zone. */
declare
    v_count integer;
begin
    v_count := estate.houses_move(p_houses => p_houses, p_zone => p_zone, p_reason => p_reason);
    return row(
        cabinet.said('phrase.houses_moved', jsonb_build_object('count', v_count)), '/supervisor/zone?zone=' || p_zone
    )::lib.outcome;
end
$$;
comment on function supervisor.zone_houses(lib.zone_ref, lib.houses_ref, lib.title) is 'Передать дома в точку
@options p_houses zone_houses_options
@preview zone_houses_preview
@field p_houses Дома
@field p_reason Почему меняем
@submit Передать дома
@style secondary
@needs p_zone';

create function supervisor.zone_houses_preview(
    p_zone lib.zone_ref,
    p_houses lib.houses_ref,
    p_reason lib.title
)
returns table (
    address text,
    from_zone text,
    open_orders bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What the hand-over touches. */
begin
    return query
    select
        h.street || ', ' || h.number, z.name::text,
        (select count(*) from desk.orders as o where o.house_id = h.house_id and o.open)
    from estate.houses as h
    join estate.zones as z on z.zone_id = h.zone_id
    where h.house_id = any (p_houses) and h.zone_id <> p_zone
    order by h.street, h.number;
end
$$;
comment on function supervisor.zone_houses_preview(lib.zone_ref, lib.houses_ref, lib.title) is 'Что перейдёт
@field p_houses Дома
@column from_zone Сейчас в точке';

create function supervisor.zone_houses_options(
    p_zone lib.zone_ref,
    p_search text default null
)
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
/* Houses of other zones by part of the address. */
begin
    return query
    select h.house_id::text, h.street || ', ' || h.number, z.name::text
    from estate.houses as h
    join estate.zones as z on z.zone_id = h.zone_id
    where
        h.zone_id <> p_zone
        and (
            coalesce(p_search, '') = ''
            or h.search like all (
                select '%' || w.word || '%'
                from regexp_split_to_table(lower(replace(p_search, 'ё', 'е')), '[\s,]+') as w (word)
            )
        )
    order by z.name, h.street, h.number
    limit 100;
end
$$;
comment on function supervisor.zone_houses_options(lib.zone_ref, text) is 'Дома других точек';

create function supervisor.zone_parent(
    p_zone lib.zone_ref,
    p_reason lib.reason,
    p_parent lib.zone_ref default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Puts the zone under another. */
begin
    perform estate.zone_put(p_zone => p_zone, p_parent => p_parent, p_reason => p_reason);
    return row(cabinet.said('phrase.saved'), '/supervisor/zone?zone=' || p_zone)::lib.outcome;
end
$$;
comment on function supervisor.zone_parent(lib.zone_ref, lib.reason, lib.zone_ref) is 'Куда входит
Менеджер верхней точки отвечает и за те, что ниже.
@options p_parent orders_zone_options
@field p_parent Входит в
@field p_reason Почему меняем
@submit Куда входит
@style secondary
@needs p_zone';

create function supervisor.zone_entrance(
    p_zone lib.zone_ref,
    p_entrance lib.entrance_ref,
    p_reason lib.title
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Hands one entrance over to this zone. */
begin
    perform estate.entrance_move(p_entrance => p_entrance, p_zone => p_zone, p_reason => p_reason);
    return row(cabinet.said('said.zone.entrance'), '/supervisor/zone?zone=' || p_zone)::lib.outcome;
end
$$;
comment on function supervisor.zone_entrance(lib.zone_ref, lib.entrance_ref, lib.title) is 'Передать подъезд в точку
@options p_entrance zone_entrance_options
@preview zone_entrance_preview
@field p_entrance Подъезд
@field p_reason Почему меняем
@submit Передать подъезд
@style secondary
@needs p_zone';

create function supervisor.zone_entrance_options(
    p_zone lib.zone_ref,
    p_search text default null
)
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
/* Entrances of other zones by part of the address. */
begin
    return query
    select
        e.entrance_id::text,
        h.street || ', ' || h.number || ', ' || cabinet.said('phrase.entrance', jsonb_build_object('number', e.number)),
        z.name::text
    from estate.entrances as e
    join estate.houses as h on h.house_id = e.house_id
    join estate.zones as z on z.zone_id = coalesce(e.zone_id, h.zone_id)
    where
        z.zone_id <> p_zone
        and (
            coalesce(p_search, '') = ''
            or h.search like all (
                select '%' || w.word || '%'
                from regexp_split_to_table(lower(replace(p_search, 'ё', 'е')), '[\s,]+') as w (word)
            )
        )
    order by z.name, h.street, h.number, e.number
    limit 100;
end
$$;
comment on function supervisor.zone_entrance_options(lib.zone_ref, text) is 'Подъезды других точек';

create function supervisor.zone_entrance_preview(
    p_zone lib.zone_ref,
    p_entrance lib.entrance_ref,
    p_reason lib.title
)
returns table (
    address text,
    from_zone text,
    flats bigint,
    open_orders bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What the hand-over touches. */
begin
    return query
    select
        h.street || ', ' || h.number || ', ' || cabinet.said('phrase.entrance', jsonb_build_object('number', e.number)),
        z.name::text,
        (select count(*) from estate.premises as p where p.entrance_id = e.entrance_id),
        (
            select count(*)
            from desk.orders as o
            left join estate.premises as p on p.premise_id = o.premise_id
            where o.open and o.house_id = e.house_id and coalesce(o.entrance_id, p.entrance_id) = e.entrance_id
        )
    from estate.entrances as e
    join estate.houses as h on h.house_id = e.house_id
    join estate.zones as z on z.zone_id = coalesce(e.zone_id, h.zone_id)
    where e.entrance_id = p_entrance;
end
$$;
comment on function supervisor.zone_entrance_preview(lib.zone_ref, lib.entrance_ref, lib.title) is 'Что перейдёт
@field p_entrance Подъезд
@field p_reason Почему меняем
@column from_zone Сейчас в точке
@column flats Помещений';
