create function manager.premise_card(
    p_premise lib.premise_ref
)
returns table (
    entrance_text text,
    access_note text,
    _icon text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* A flat for the work in it: how to get in; no money, no names. A foreign or wrong id is not_found. */
begin
    if not exists (
        select from estate.premises as p
        where p.premise_id = p_premise and p.house_id in (select v.id from people.visible_houses() as v (id))
    ) then
        perform cabinet.refuse('not_found');
    end if;
    return query
    select
        nullif(concat_ws(
            ', ', desk.part_said('said.entrance', e.number::text),
            desk.part_said('said.floor', p.floor::text),
            desk.part_said('said.door_code', e.door_code::text)), ''),
        p.access_note, 'house-door',
        array['order_new?house=' || p.house_id || '&premise=' || p_premise]
    from estate.premises as p
    left join estate.entrances as e on e.entrance_id = p.entrance_id
    where p.premise_id = p_premise;
end
$$;
comment on function manager.premise_card(lib.premise_ref) is 'Помещение
@kind card
@column entrance_text Как войти
@column access_note Доступ
@personal';

create function manager.premise_works(
    p_premise lib.premise_ref,
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    title text,
    done_work text,
    materials text,
    minutes lib.minutes,
    who text,
    reported_at timestamptz,
    _link text,
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What was done in this flat and by whom, newest first; the order opens where it may be seen. */
begin
    if not exists (
        select from estate.premises as p
        where p.premise_id = p_premise and p.house_id in (select v.id from people.visible_houses() as v (id))
    ) then
        perform cabinet.refuse('not_found');
    end if;
    return query
    select
        desk.order_title(o.service_id, o.title), coalesce(nullif(array_to_string(w.done, ', '), ''), w.note), w.materials, w.minutes::lib.minutes,
        lib.person_short(s.name), w.reported_at,
        case when desk.order_seen(w.order_id) then 'order?order=' || w.order_id end, w.total
    from (
        select r.*, count(*) over () as total
        from desk.work_reports as r
        where r.premise_id = p_premise
        order by r.work_report_id desc
        limit p_limit offset p_offset
    ) as w
    join desk.orders as o on o.order_id = w.order_id
    join people.staff as s on s.staff_id = w.staff_id
    order by w.work_report_id desc;
end
$$;
comment on function manager.premise_works(lib.premise_ref, integer, integer) is 'Что здесь делали
@kind list
@bold title done_work reported_at
@column title Что
@column done_work Сделано
@column materials Материалы
@column minutes Время
@column who Кто
@column reported_at Когда
@empty Здесь ещё ничего не чинили
@personal';

select cabinet.page_define(
    p_cabinet => 'manager', p_page => 'premise', p_title => 'Помещение',
    p_blocks => 'premise_card premise_facts premise_works premise_changes premise_gallery premise_history', p_icon => 'house-door',
    p_up => 'houses');
