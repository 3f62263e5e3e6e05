create function supervisor.features_list()
returns table (
    title text,
    help text,
    enabled boolean,
    exceptions text,
    _badge text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Options of the product: for the company, with the zones and houses where it is otherwise. */
begin
    return query
    select
        f.title, f.help, f.enabled,
        (
            select string_agg(
                coalesce(h.street || ', ' || h.number, z.name::text) || ': '
                || cabinet.said(case when o.enabled then 'phrase.on' else 'phrase.off' end), '; '
                order by z.name, h.street, h.number)
            from cabinet.feature_overrides as o
            left join estate.zones as z on z.zone_id = o.zone_id
            left join estate.houses as h on h.house_id = o.house_id
            where o.feature = f.feature
        ),
        case when f.enabled then 'ok' else 'muted' end,
        array['features_save?feature=' || f.feature]
    from cabinet.features as f
    order by f.title;
end
$$;
comment on function supervisor.features_list() is 'Возможности
Выключенное исчезает из меню и страниц; почему, жителям не сообщаем.
@kind cards
@bold title enabled
@column enabled Для компании
@column exceptions Иначе
@empty Возможностей для выбора нет';

create function supervisor.features_exceptions()
returns table (
    title text,
    where_text text,
    enabled boolean,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Zones and houses where an option is otherwise. */
begin
    return query
    select
        f.title, coalesce(h.street || ', ' || h.number, z.name::text), o.enabled,
        array['features_drop?override=' || o.feature_override_id]
    from cabinet.feature_overrides as o
    join cabinet.features as f on f.feature = o.feature
    left join estate.zones as z on z.zone_id = o.zone_id
    left join estate.houses as h on h.house_id = o.house_id
    order by f.title, z.name, h.street, h.number;
end
$$;
comment on function supervisor.features_exceptions() is 'Исключения
@kind cards
@hide_empty
@bold title
@column where_text Где
@column enabled Включено';

create function supervisor.features_save(
    p_feature text,
    p_reason lib.reason,
    p_enabled boolean default false,
    p_zone lib.zone_ref default null,
    p_house lib.house_ref default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Switches an option for the company, a zone or a house. */
begin
    perform cabinet.feature_save(
        p_feature => p_feature, p_enabled => p_enabled, p_reason => p_reason, p_zone => p_zone, p_house => p_house
    );
    return row(cabinet.said('phrase.saved'), '/supervisor/features')::lib.outcome;
end
$$;
comment on function supervisor.features_save(text, lib.reason, boolean, lib.zone_ref, lib.house_ref) is 'Включить или выключить
Точка и дом пусты: для всей компании.
@options p_feature features_options
@options p_zone orders_zone_options
@options p_house house_edit_options
@prefill features_draft
@preview features_preview
@field p_feature Возможность
@field p_enabled Включено
@field p_reason Почему меняем
@submit Изменить';

create function supervisor.features_draft(
    p_feature text
)
returns table (
    p_enabled boolean
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* As it is now. */
begin
    return query select f.enabled from cabinet.features as f where f.feature = p_feature;
end
$$;
comment on function supervisor.features_draft(text) is 'Сейчас
@field p_feature Возможность';

create function supervisor.features_preview(
    p_feature text,
    p_reason lib.title,
    p_enabled boolean default false,
    p_zone lib.zone_ref default null,
    p_house lib.house_ref default null
)
returns table (
    title text,
    houses bigint,
    flats bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Whom it touches. */
begin
    return query
    select
        f.title || ': ' || cabinet.said(case when p_enabled then 'phrase.on' else 'phrase.off' end),
        (
            select count(*) from estate.houses as h
            where (p_zone is null or h.zone_id = p_zone) and (p_house is null or h.house_id = p_house)
        ),
        (
            select count(*)
            from estate.houses as h
            join estate.premises as p on p.house_id = h.house_id and p.kind = 'flat'
            where (p_zone is null or h.zone_id = p_zone) and (p_house is null or h.house_id = p_house)
        )
    from cabinet.features as f
    where f.feature = p_feature;
end
$$;
comment on function supervisor.features_preview(text, lib.title, boolean, lib.zone_ref, lib.house_ref) is 'Кого затронет
@field p_feature Возможность
@field p_enabled Включено
@column title Что
@column houses Домов
@column flats Квартир';

create function supervisor.features_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Options. */
begin
    return query select f.feature, f.title from cabinet.features as f order by f.title;
end
$$;
comment on function supervisor.features_options() is 'Возможности';

create function supervisor.features_drop(
    p_override lib.override_ref,
    p_reason lib.title
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The place follows the company again. */
begin
    perform cabinet.feature_override_drop(p_override => p_override, p_reason => p_reason);
    return row(cabinet.said('phrase.saved'), '/supervisor/features')::lib.outcome;
end
$$;
comment on function supervisor.features_drop(lib.override_ref, lib.title) is 'Убрать исключение
@needs p_override
@field p_override Исключение
@field p_reason Почему меняем
@submit Убрать исключение
@style secondary';

create function supervisor.features_history()
returns table (
    happened_at timestamptz,
    title text,
    note text,
    who text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Changes of options. */
begin
    return query select c.at, c.title, c.note, c.author from cabinet.rule_history('features') as c;
end
$$;
comment on function supervisor.features_history() is 'История
@kind timeline
@hide_empty';

select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'features', p_title => 'Возможности',
    p_blocks => 'features_list features_exceptions features_history',
    p_icon => 'sliders', p_menu => 210, p_group => 'Оформление');
