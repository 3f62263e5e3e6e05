create function shared.outage_new_steps(
    p_outage lib.outage_ref default null
)
returns table (
    title text,
    chosen text,
    _done boolean,
    _current boolean,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Where we are: what and where, when, the words, the preview; each is a page of its own, a step done leads back to itself. */
begin
    return query
    select
        cabinet.said('outage.step.' || s.page),
        case s.n
            when 1 then concat_ws(', ', case when lib.language() = 'en' then u.title_en else u.title::text end,
                talk.outage_places_said(o.outage_id, lib.language(), 2))
            when 2 then case when o.planned_end is not null then
                desk.moment_said(o.starts_at) || ' – ' || desk.moment_said(o.planned_end) end
        end,
        case s.n when 1 then exists (select from talk.outage_places as p where p.outage_id = o.outage_id)
            when 2 then o.planned_end is not null when 3 then o.body is not null else o.state <> 'draft' end,
        s.n = case
            when o.outage_id is null or not exists (select from talk.outage_places as p where p.outage_id = o.outage_id) then 1
            when o.planned_end is null then 2 when o.body is null then 3 else 4 end,
        case when o.outage_id is not null then 'outage-' || s.page || '?outage=' || o.outage_id end
    from (values (1, 'new'), (2, 'when'), (3, 'text'), (4, 'send')) as s (n, page)
    left join talk.outages as o on o.outage_id = p_outage and o.state = 'draft'
    left join estate.utilities as u on u.utility = o.utility
    order by s.n;
end
$$;
comment on function shared.outage_new_steps(lib.outage_ref) is 'Шаги
@kind steps
@column chosen -
@column title -';

create function shared.outage_new_places(
    p_outage lib.outage_ref
)
returns table (
    place text,
    what text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Places of the draft. */
begin
    return query
    select
        h.street || ', ' || h.number,
        coalesce(nullif(concat_ws(
            ', ',
            case when e.number is not null then cabinet.said('outage.entrance', jsonb_build_object('n', e.number)) end,
            case when p.riser is not null then cabinet.said('outage.riser', jsonb_build_object('n', p.riser)) end
        ), ''), cabinet.said('outage.whole_house')),
        array['outage_new_drop?outage=' || p.outage_id || '&place=' || p.outage_place_id]
    from talk.outages as o
    join talk.outage_places as p on p.outage_id = o.outage_id
    join estate.houses as h on h.house_id = p.house_id
    left join estate.entrances as e on e.entrance_id = p.entrance_id
    where o.outage_id = p_outage and o.state = 'draft'
    order by h.street, h.number, e.number, p.riser;
end
$$;
comment on function shared.outage_new_places(lib.outage_ref) is 'Где отключаем
@needs p_outage
@bold place what
@column place Дом
@column what Часть
@limit 50
@export no
@hide_empty';

create function shared.outage_new_save(
    p_kind text,
    p_utility text,
    p_place text default null,
    p_parts text[] default '{}',
    p_more boolean default false,
    p_outage lib.outage_ref default null,
    p_order lib.order_ref default null,
    p_work lib.work_ref default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Step 1: what and where; «добавить ещё» stays on the step. Errors: those of talk.outage_save and talk.outage_place_add. */
declare
    v_outage bigint := talk.outage_save(
        p_kind => p_kind, p_utility => p_utility, p_outage => p_outage, p_order => p_order, p_work => p_work);
begin
    if nullif(p_place, '') is not null then
        perform talk.outage_place_add(
            p_outage => v_outage::lib.outage_ref, p_place => p_place,
            p_entrances => array(select substr(a.part, 10) from unnest(p_parts) as a (part) where a.part like 'entrance:%'),
            p_risers => array(select substr(a.part, 7) from unnest(p_parts) as a (part) where a.part like 'riser:%'));
    elsif not exists (select from talk.outage_places as p where p.outage_id = v_outage) then
        perform cabinet.refuse('outage_no_places', p_field => 'p_place');
    end if;
    return row(null, '/shared/outage-' || case when p_more then 'new' else 'when' end || '?outage=' || v_outage)::lib.outcome;
end
$$;
comment on function shared.outage_new_save(
    text, text, text, text[], boolean, lib.outage_ref, lib.order_ref, lib.work_ref
) is 'Что и где
@prefill outage_new_draft
@options p_kind outages_kind_options
@choice p_kind
@options p_utility outages_utility_options
@choice p_utility
@options p_place outage_new_place_options
@options p_parts outage_new_part_options
@options p_outage outage_new_known
@options p_order outage_new_known
@options p_work outage_new_known
@field p_kind Какое
@field p_utility Чего не будет
@field p_place Где
@hint p_place Дом, улица или точка. Улица и точка добавят все свои дома
@placeholder p_place Садовая 12
@field p_parts Часть дома
@hint p_parts Не отмечайте, если отключён весь дом
@field p_more Добавить ещё место
@field p_order Заявка
@field p_work Работа
@submit Дальше
@icon arrow-right';

create function shared.outage_new_draft(
    p_outage lib.outage_ref default null,
    p_order lib.order_ref default null,
    p_work lib.work_ref default null
)
returns table (
    p_kind text,
    p_utility text,
    p_place text,
    p_parts text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What is known: of a draft its kind and utility, of an order or a planned work also the place. */
begin
    if p_outage is not null then
        return query
        select o.kind, o.utility, null::text, '{}'::text[] from talk.outages as o where o.outage_id = p_outage;
    elsif p_order is not null and desk.order_seen(p_order) then
        return query
        select
            'emergency'::text, s.utility, 'house:' || r.house_id,
            case when l.level = 'entrance' and r.entrance_id is not null then array['entrance:' || r.entrance_id] else '{}' end
        from desk.orders as r
        join desk.services as s on s.service_id = r.service_id
        join desk.places as l on l.place = r.place
        where r.order_id = p_order;
    elsif p_work is not null then
        return query
        select
            'planned'::text, n.utility, 'house:' || w.house_id,
            case when w.entrance_id is not null then array['entrance:' || w.entrance_id] else '{}' end
        from upkeep.works as w
        left join upkeep.norms as n on n.norm_id = w.norm_id
        where w.work_id = p_work;
    else
        return query select 'emergency'::text, null::text, null::text, '{}'::text[];
    end if;
end
$$;
comment on function shared.outage_new_draft(lib.outage_ref, lib.order_ref, lib.work_ref) is 'Что уже известно';

create function shared.outage_new_place_options(
    p_place text default null,
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
/* Houses, streets and zones by part of their names; of a manager those of his zones. */
begin
    return query
    with mine as materialized (
        select h.house_id, h.street, h.number, h.search, h.zone_id
        from estate.houses as h
        where (select people.sees_all()) or h.zone_id in (select desk.my_zones())
    ),

    words as (
        select w.word
        from regexp_split_to_table(lower(replace(coalesce(p_search, ''), 'ё', 'е')), '[\s,]+') as w (word)
        where w.word <> ''
    )

    (
        select 'house:' || m.house_id, m.street || ', ' || m.number, cabinet.said('outage.group.house')
        from mine as m
        where
            'house:' || m.house_id = p_place
            or not exists (select from words as w where m.search not like '%' || w.word || '%')
        order by ('house:' || m.house_id = p_place) desc nulls last, m.street, m.number
        limit 100
    )
    union all
    (
        select
            'street:' || m.street, m.street || ' (' || count(*) || ')', cabinet.said('outage.group.street')
        from mine as m
        where not exists (
            select from words as w where lower(replace(m.street, 'ё', 'е')) not like '%' || w.word || '%'
        )
        group by m.street
        order by m.street
        limit 50
    )
    union all
    (
        select 'zone:' || z.zone_id, z.name::text, cabinet.said('outage.group.zone')
        from estate.zones as z
        where
            ((select people.sees_all()) or z.zone_id in (select desk.my_zones()))
            and not exists (
                select from words as w where lower(replace(z.name, 'ё', 'е')) not like '%' || w.word || '%'
            )
        order by z.name
        limit 50
    );
end
$$;
comment on function shared.outage_new_place_options(text, text) is 'Места';

create function shared.outage_new_part_options(
    p_place text default null
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
/* Entrances of the chosen house and the risers that the passports of its flats name. */
begin
    return query
    (
        select 'entrance:' || e.entrance_id, cabinet.said('phrase.entrance', jsonb_build_object('number', e.number)), null::text
        from estate.entrances as e
        where
            'house:' || e.house_id = p_place
            and ((select people.sees_all()) or e.house_id in (select people.visible_houses()))
        order by e.number
    )
    union all
    (
        select 'riser:' || f.riser, f.riser, cabinet.said('outage.group.riser')
        from (
            select distinct p.extra ->> 'riser' as riser
            from estate.premises as p
            where
                p_place ~ '^house:\d{1,18}$' and p.house_id = substr(p_place, 7)::bigint and p.extra ? 'riser'
                and ((select people.sees_all()) or p.house_id in (select people.visible_houses()))
        ) as f
        where f.riser <> ''
        order by length(f.riser), f.riser
        limit 60
    );
end
$$;
comment on function shared.outage_new_part_options(text) is 'Части дома';

create function shared.outage_new_known()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What the address names is not asked for: nothing to choose. */
begin
    return;
end
$$;
comment on function shared.outage_new_known() is 'Известно из адреса';

create function shared.outage_new_drop(
    p_outage lib.outage_ref,
    p_place lib.row_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Takes a place out of the draft. */
begin
    perform talk.outage_place_drop(p_outage => p_outage, p_place => p_place);
    return row(null, '/shared/outage-new?outage=' || p_outage)::lib.outcome;
end
$$;
comment on function shared.outage_new_drop(lib.outage_ref, lib.row_ref) is 'Убрать
@needs p_outage p_place
@field p_place Место
@submit Убрать
@style link
@icon x-lg';

select cabinet.page_define(
    p_cabinet => 'shared', p_page => 'outage_new', p_title => 'Отключение',
    p_blocks => 'outage_new_steps outage_new_save | outage_new_places', p_icon => 'plug', p_up => 'outages');
