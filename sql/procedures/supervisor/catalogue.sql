create function supervisor.catalogue_list(
    p_search lib.search default null,
    p_place text default null,
    p_trade text default null,
    p_hidden boolean default null
)
returns table (
    title text,
    category text,
    place_title text,
    trade text,
    priority lib.state,
    planned_minutes lib.minutes,
    proof text,
    _link text,
    _class text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Services of the catalogue by words, place and trade. */
begin
    return query
    select
        case lib.language() when 'en' then coalesce(s.title_en, s.title) else s.title end,
        case lib.language() when 'en' then coalesce(s.category_en, s.category) else s.category end,
        case lib.language() when 'en' then pl.title_en else pl.title end,
        case lib.language() when 'en' then k.title_en else k.title end, s.priority::lib.state, s.planned_minutes::lib.minutes,
        nullif(concat_ws(
            ', ', case when s.proof_before then cabinet.said('phrase.photo_before') end,
            case when s.proof_after then cabinet.said('phrase.photo_after') end), ''),
        'catalogue_edit?service=' || s.service_id, case when not s.active then 'muted' end
    from desk.services as s
    join desk.places as pl on pl.place = s.place
    join people.specializations as k on k.specialization = s.specialization
    where
        s.active = not coalesce(p_hidden, false)
        and (p_place is null or s.place = p_place)
        and (p_trade is null or s.specialization = p_trade)
        and (coalesce(p_search, '') = '' or s.search like '%' || lower(replace(p_search, 'ё', 'е')) || '%')
    order by pl.position, s.category, s.title;
end
$$;
comment on function supervisor.catalogue_list(lib.search, text, text, boolean) is 'Каталог услуг
Отсюда берут услуги жители, диспетчер и распределение заявок. Новую услугу жители видят сразу.
@filter p_search p_place p_trade p_hidden
@options p_place catalogue_place_options
@options p_trade staff_trade_options
@placeholder p_search Кран, лифт, свет
@field p_place Место
@field p_trade Специальность
@field p_hidden Выключенные
@bold title priority
@column title Услуга
@column trade Кто делает
@column place_title Место
@column planned_minutes Занимает
@column proof Фото
@empty Таких услуг нет
@create catalogue_add';

create function supervisor.catalogue_place_options()
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
/* Places. */
begin
    return query
    select p.place, case lib.language() when 'en' then p.title_en else p.title end, p.icon
    from desk.places as p
    order by p.position;
end
$$;
comment on function supervisor.catalogue_place_options() is 'Место';

create function supervisor.catalogue_priority_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Priorities. */
begin
    return query
    select p.priority, case lib.language() when 'en' then p.title_en else p.title end
    from desk.priorities as p
    order by p.rank;
end
$$;
comment on function supervisor.catalogue_priority_options() is 'Срочность';

create function supervisor.catalogue_edit(
    p_service lib.service_ref,
    p_place text,
    p_category lib.title,
    p_title lib.title,
    p_specialization text,
    p_priority text,
    p_planned_minutes integer,
    p_reason lib.reason,
    p_proof_before boolean default false,
    p_proof_after boolean default false,
    p_active boolean default false,
    p_advice lib.note default null,
    p_title_en text default null,
    p_frequent smallint default null,
    p_utility text default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Changes a service; open orders keep what they began with. */
begin
    perform desk.service_save(
        p_service => p_service, p_place => p_place, p_category => p_category, p_title => p_title,
        p_specialization => p_specialization, p_priority => p_priority, p_planned_minutes => p_planned_minutes,
        p_proof_before => p_proof_before, p_proof_after => p_proof_after, p_active => p_active, p_reason => p_reason,
        p_advice => p_advice, p_title_en => p_title_en, p_frequent => p_frequent,
        p_icon => (select s.icon from desk.services as s where s.service_id = p_service), p_utility => p_utility
    );
    return row(cabinet.said('phrase.saved'), '/supervisor/catalogue')::lib.outcome;
end
$$;
comment on function supervisor.catalogue_edit(
    lib.service_ref, text, lib.title, lib.title, text, text, integer, lib.reason, boolean, boolean, boolean, lib.note, text,
    smallint, text
) is 'Изменить услугу
Открытые заявки останутся по прежним условиям.
@options p_place catalogue_place_options
@options p_specialization staff_trade_options
@options p_priority catalogue_priority_options
@choice p_priority
@prefill catalogue_edit_draft
@field p_category Раздел
@field p_title Название
@field p_title_en Название по-английски
@field p_specialization Кто делает
@field p_planned_minutes Занимает минут
@field p_proof_before Нужно фото «до»
@field p_proof_after Нужно фото «после»
@field p_active Показывать жителям
@field p_advice Что сделать сначала
@hint p_advice Прочитает житель и диспетчер до отправки: «Перекройте кран под раковиной»
@field p_frequent Место среди шести частых
@options p_utility norms_utility_options
@field p_utility Отключение, которое это объясняет
@hint p_utility Пока в доме это отключено, предложим «У меня тоже»
@field p_reason Почему меняем
@submit Сохранить
@icon check-lg
@needs p_service';

create function supervisor.catalogue_service_options(
    p_service lib.service_ref default null,
    p_search text default null
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
/* Services by words; without any all, so that a filter has something to choose. */
begin
    return query
    select s.service_id::text, s.title
    from desk.services as s
    where
        s.service_id = p_service
        or coalesce(p_search, '') = ''
        or s.search like '%' || lower(replace(p_search, 'ё', 'е')) || '%'
    order by s.service_id is distinct from p_service, s.title
    limit 400;
end
$$;
comment on function supervisor.catalogue_service_options(lib.service_ref, text) is 'Услуги';

create function supervisor.catalogue_edit_draft(
    p_service lib.service_ref
)
returns table (
    p_place text,
    p_category text,
    p_title text,
    p_specialization text,
    p_priority text,
    p_planned_minutes integer,
    p_proof_before boolean,
    p_proof_after boolean,
    p_active boolean,
    p_advice text,
    p_title_en text,
    p_frequent smallint,
    p_utility text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* As it is now. */
begin
    return query
    select
        s.place, s.category, s.title, s.specialization, s.priority, s.planned_minutes, s.proof_before, s.proof_after,
        s.active, s.advice, s.title_en, s.frequent, s.utility
    from desk.services as s
    where s.service_id = p_service;
end
$$;
comment on function supervisor.catalogue_edit_draft(lib.service_ref) is 'Сейчас';

create function supervisor.catalogue_add(
    p_place text,
    p_category lib.title,
    p_title lib.title,
    p_specialization text,
    p_priority text default 'ordinary',
    p_planned_minutes integer default 60,
    p_reason lib.title default 'Новая услуга'
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A new service, shown at once. */
declare
    v_service bigint;
begin
    v_service := desk.service_save(
        p_service => null, p_place => p_place, p_category => p_category, p_title => p_title,
        p_specialization => p_specialization, p_priority => p_priority, p_planned_minutes => p_planned_minutes,
        p_proof_before => false, p_proof_after => true, p_active => true, p_reason => p_reason
    );
    return row(
        cabinet.said('phrase.service_added', jsonb_build_object('title', p_title)),
        '/supervisor/catalogue-edit?service=' || v_service
    )::lib.outcome;
end
$$;
comment on function supervisor.catalogue_add(text, lib.title, lib.title, text, text, integer, lib.title) is 'Новая услуга
@options p_place catalogue_place_options
@options p_specialization staff_trade_options
@options p_priority catalogue_priority_options
@choice p_priority
@field p_category Раздел
@placeholder p_category Водоснабжение
@field p_title Название
@placeholder p_title Течёт кран
@field p_specialization Кто делает
@field p_planned_minutes Занимает минут
@field p_reason Почему добавляем
@submit Добавить услугу
@icon plus-circle';

create function supervisor.catalogue_history()
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
/* The latest changes of services. */
begin
    return query select c.at, c.title, c.note, c.author from cabinet.rule_history('services') as c limit 10;
end
$$;
comment on function supervisor.catalogue_history() is 'История
@kind timeline
@hide_empty';

select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'catalogue', p_title => 'Каталог услуг',
    p_blocks => 'catalogue_list catalogue_history',
    p_icon => 'card-checklist', p_menu => 110, p_group => 'Правила');
