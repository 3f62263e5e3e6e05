-- Every block kind and every widget on one page, with rows made here: the place to look at after changing a template.

create function admin.portfolio_list(
    p_search lib.search default null,
    p_state text default null,
    p_day lib.day default null
)
returns table (
    number text,
    title lib.title,
    due lib.due,
    amount lib.rub,
    area lib.area,
    state lib.state,
    "_badge_state" text,
    "_icon_state" text,
    "_link" text,
    "_actions" text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Rows of a list with a badge, a link, a term and buttons. */
begin
    return query
    select
        n::text,
        (array['Течёт кран на кухне', 'Искрит розетка', 'Не горит лампа, 3 этаж', 'Холодная батарея'])[1 + n % 4]::lib.title,
        (lib.moment() + make_interval(hours => (n - 2) * 5))::lib.due,
        (n * 1247.35)::lib.rub,
        (30 + n * 1.15)::lib.area,
        (array['Новая', 'Назначена', 'В работе', 'Ждёт жителя', 'Выполнена', 'Отклонена'])[1 + n % 6]::lib.state,
        (array['muted', 'info', 'accent', 'warn', 'ok', 'bad'])[1 + n % 6],
        (array['plus-circle-fill', 'person-check-fill', 'wrench', 'clock-fill', 'check-circle-fill', 'x-circle-fill'])[1 + n % 6],
        'portfolio?number=' || n,
        array['portfolio_send?title=' || n, 'explain']
    from generate_series(1, 34) as n
    where p_search is null or n::text like '%' || p_search || '%';
end
$$;
comment on function admin.portfolio_list(lib.search, text, lib.day) is 'Список
@kind list
@bold title due state
@filter p_search
@field p_state Где
@filter p_state
@filter p_day
@options p_state portfolio_states
@placeholder p_search Номер или название
@column number №
@column title Что случилось
@column due Срок
@column amount Сумма
@column area Площадь
@limit 8';

create function admin.portfolio_states()
returns table (
    value text,
    label text,
    icon text,
    hint text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Options with icons and hints. */
begin
    return query
    select o.value, case lib.language() when 'en' then o.label_en else o.label end, o.icon, o.hint
    from (
        values
            ('flat', 'Квартира', 'Flat', 'door-closed', 'кран, розетка, батарея'),
            ('entrance', 'Подъезд', 'Entrance', 'building', 'свет, дверь, уборка'),
            ('yard', 'Двор', 'Yard', 'tree', null),
            ('house', 'Весь дом', 'Whole house', 'houses', null)
    ) as o (value, label, label_en, icon, hint);
end
$$;
comment on function admin.portfolio_states() is 'Варианты ответа';

create function admin.portfolio_cards()
returns table (
    title lib.title,
    state lib.state,
    visit lib.due,
    master lib.person_name,
    phone lib.phone,
    quality lib.rating,
    "_icon" text,
    "_badge" text,
    "_badge_state" text,
    "_badge_visit" text,
    "_actions" text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Two cards, the second of them calm. */
begin
    return query
    select
        c.title::lib.title, c.state::lib.state, (lib.moment() + make_interval(hours => c.hours))::lib.due,
        c.master::lib.person_name, c.phone::lib.phone, c.quality::lib.rating, c.icon, c.tone, c.tone, 'none', c.actions
    from (
        values
            ('Течёт кран на кухне', 'В работе', 20, 'Иванов Сергей Петрович', '+79241234567', null, 'droplet', 'accent',
                array['portfolio_send?title=1']),
            ('Не горит лампа, 3 этаж', 'Выполнена', -30, 'Рябов Константин Ильич', '+79241234568', 4, 'lightbulb', 'ok', null)
    ) as c (title, state, hours, master, phone, quality, icon, tone, actions);
end
$$;
comment on function admin.portfolio_cards() is 'Карточки
@kind cards
@column title Что
@column visit Когда
@column master Мастер
@column quality Оценка';

create function admin.portfolio_card()
returns table (
    total lib.rub,
    note lib.note,
    term lib.state,
    debt lib.rub,
    changed_at timestamptz,
    paid boolean,
    "_badge_term" text,
    "_icon_term" text,
    "_badge" text,
    "_actions" text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* One row: the first bold column is the large figure. */
begin
    return query
    select
        7927.27::lib.rub, 'Долга нет. Пени не начислены.'::lib.note, 'до 16 ноября'::lib.state, 0::lib.rub,
        lib.moment() - interval '2 hours', false, 'warn', 'clock-fill', 'warn',
        array['portfolio_send?title=pay', 'portfolio?number=1'];
end
$$;
comment on function admin.portfolio_card() is 'К оплате за октябрь
@kind card
@bold total
@column note -
@column term -
@column debt Долг
@column changed_at Обновлено
@column paid Оплачено';

create function admin.portfolio_tiles()
returns table (
    name text,
    value text,
    note text,
    "_badge" text,
    "_icon" text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* A row is a tile: what, how much, compared with what. */
begin
    return query
    select
        case lib.language() when 'en' then t.name_en else t.name end, t.value,
        case lib.language() when 'en' then t.note_en else t.note end, t.tone, null::text
    from (
        values
            ('Открыто', 'Open', '18', '+4 за сутки', '+4 in a day', 'accent'),
            ('Просрочено', 'Overdue', '2', 'срок вышел', 'past the term', 'bad'),
            ('Среднее время', 'Average time', '6:40', 'норма 8:00', 'norm 8:00', 'ok'),
            ('Оценка жителей', 'Rating', '4,7', '126 оценок', '126 ratings', 'info')
    ) as t (name, name_en, value, note, note_en, tone);
end
$$;
comment on function admin.portfolio_tiles() is 'Плитки
@kind tiles
@column name Что
@column value Сколько
@column note Сравнение';

create function admin.portfolio_steps()
returns table (
    title text,
    note text,
    "_done" boolean,
    "_current" boolean
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The path of states, where we are, whose move. */
begin
    return query
    select case lib.language() when 'en' then t.title_en else t.title end, t.note, t.done, t.current
    from (
        values
            ('Принята', 'Accepted', '9:47', true, false),
            ('Назначен мастер', 'Assigned', 'Сергей Иванов', true, false),
            ('В работе', 'In progress', null, false, true),
            ('Готово', 'Done', null, false, false)
    ) as t (title, title_en, note, done, current);
end
$$;
comment on function admin.portfolio_steps() is 'Шаги
@kind steps
@column title Шаг
@column note Подробности';

create function admin.portfolio_thread()
returns table (
    author text,
    message lib.note,
    sent_at timestamptz,
    "_mine" boolean,
    "_internal" boolean
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* A conversation of three. */
begin
    return query
    select m.author, m.message::lib.note, lib.moment() - make_interval(hours => m.hours), m.mine, m.internal
    from (
        values
            ('Светлана, диспетчер', 'Добрый день! Мастер подтвердил время, он позвонит за час.', 3, false, false),
            ('Вы', 'Спасибо, буду дома.', 2, true, false),
            ('Лукин А. П.', 'Кран стояка в подвале, ключ у консьержа.', 1, false, true)
    ) as m (author, message, hours, mine, internal);
end
$$;
comment on function admin.portfolio_thread() is 'Переписка
@kind thread
@column author Кто
@column message Сообщение
@column sent_at Когда
@live 15
@reply portfolio_reply';

create function admin.portfolio_timeline()
returns table (
    happened_at timestamptz,
    title text,
    detail text,
    "_icon" text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What happened, newest first. */
begin
    return query
    values
        (lib.moment() - interval '1 hour', 'Мастер начал работу', 'Сергей Иванов', 'wrench'),
        (lib.moment() - interval '20 hours', 'Назначен мастер', 'Назначено, потому что рядом и свободен', 'person-check'),
        (lib.moment() - interval '40 days', 'Заявка принята', null::text, 'plus-circle');
end
$$;
comment on function admin.portfolio_timeline() is 'История
@kind timeline
@column happened_at Когда
@column title Что
@column detail Подробности';

create function admin.portfolio_article()
returns table (
    title text,
    body lib.html
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Text with markup. */
begin
    return query
    select
        case lib.language() when 'en' then 'What to do when it leaks' else 'Что делать, если течёт' end,
        case lib.language()
            when 'en' then '<p>Close the valve under the sink.</p><ul><li>Put a bowl there.</li><li>Take a photo.</li></ul>'
            else '<p>Перекройте кран под раковиной.</p><ul><li>Поставьте таз.</li><li>Сфотографируйте.</li></ul>'
        end::lib.html;
end
$$;
comment on function admin.portfolio_article() is 'Статья
@kind article
@column title Заголовок
@column body Текст';

create function admin.portfolio_gallery()
returns table (
    caption text,
    picture lib.photo
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* No picture: what a gallery says while it is empty. */
begin
    return query
    select lib.language(), null::uuid::lib.photo
    where lib.moment() is null;
end
$$;
comment on function admin.portfolio_gallery() is 'Галерея
@kind gallery
@column caption Подпись
@column picture Фото
@empty Фото пока нет. Они появятся из отчётов о работе.';

create function admin.portfolio_catalogue()
returns table (
    title text,
    note text,
    price lib.rub,
    "_group" text,
    "_icon" text,
    "_link" text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Goods in sections. */
begin
    return query
    select
        case lib.language() when 'en' then g.title_en else g.title end, g.note, g.price::lib.rub, g.section, g.icon, g.link
    from (
        values
            ('Замена смесителя', 'New mixer tap', 'с материалом, гарантия 1 год', 1840, 'Сантехника', 'wrench',
                'portfolio?number=1'),
            ('Прочистка засора', 'Blocked drain', 'до первого стыка', 900, 'Сантехника', 'droplet', 'portfolio?number=2'),
            ('Замена розетки', 'New socket', 'одна точка', 450, 'Электрика', 'plug', 'portfolio?number=3')
    ) as g (title, title_en, note, price, section, icon, link);
end
$$;
comment on function admin.portfolio_catalogue() is 'Каталог
@kind catalogue
@column title Услуга
@column note Что входит
@column price Цена';

create function admin.portfolio_found(
    p_search lib.search
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
/* Options asked as one types. */
begin
    return query
    select n::text, case lib.language() when 'en' then 'Sadovaya 12, flat ' else 'Садовая, 12, кв. ' end || n, '№ ' || (1 + n / 20)
    from generate_series(1, 80) as n
    where p_search is null or n::text like p_search || '%'
    limit 20;
end
$$;
comment on function admin.portfolio_found(lib.search) is 'Адреса по поиску';

create function admin.portfolio_send(
    p_title lib.title,
    p_place text,
    p_comment lib.note default null,
    p_address text default null,
    p_amount lib.rub default null,
    p_count integer default 1,
    p_day lib.day default null,
    p_at timestamptz default null,
    p_phone lib.phone default null,
    p_email lib.email default null,
    p_quality lib.rating default null,
    p_colour lib.colour default '#0b6b57',
    p_kinds text[] default null,
    p_home boolean default false,
    p_photos lib.photos default null,
    p_paper lib.file default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Takes every kind of field and keeps nothing. */
begin
    return (p_title || to_char(clock_timestamp(), ', HH24:MI:SS'), '/admin/portfolio')::lib.outcome;
end
$$;
comment on function admin.portfolio_send(
    lib.title, text, lib.note, text, lib.rub, integer, lib.day, timestamptz, lib.phone, lib.email, lib.rating,
    lib.colour, text[], boolean, lib.photos, lib.file
) is 'Все поля
Форма ничего не сохраняет.
@options p_place portfolio_states
@choice p_place
@options p_address portfolio_found
@options p_kinds portfolio_states
@field p_title Что случилось
@field p_place Где
@field p_comment Подробности
@field p_address Адрес
@field p_amount Сумма
@field p_count Сколько
@field p_day День
@field p_at День и час
@field p_kinds Что ещё
@field p_home Буду дома
@field p_quality Качество
@field p_paper Бумага
@hint p_amount Было 1 240,00 ₽
@placeholder p_title Течёт кран
@submit Отправить
@icon send';

create function admin.portfolio_reply(
    p_message lib.note
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Takes an answer and keeps nothing. */
begin
    return (p_message || to_char(clock_timestamp(), ', HH24:MI:SS'), '/admin/portfolio')::lib.outcome;
end
$$;
comment on function admin.portfolio_reply(lib.note) is 'Ответить
@field p_message Ваше сообщение
@submit Ответить
@icon reply';

select cabinet.page_define(
    p_cabinet => 'admin',
    p_page => 'portfolio',
    p_title => 'Образцы',
    p_blocks => 'portfolio_tiles portfolio_list portfolio_cards portfolio_steps portfolio_thread portfolio_catalogue
        portfolio_board portfolio_calendar portfolio_bars portfolio_lines portfolio_article portfolio_gallery | portfolio_card portfolio_donut portfolio_stacked portfolio_send portfolio_timeline',
    p_icon => 'palette',
    p_menu => 90,
    p_group => 'Страницы'
);
