create function admin.portfolio_lanes()
returns table (
    value text,
    label text,
    total integer,
    icon text,
    badge text,
    link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Columns of the board; the second counts more than it shows. */
begin
    return query
    select l.value, case lib.language() when 'en' then l.label_en else l.label end, l.total, l.icon, l.badge, l.link
    from (
        values
            ('new', 'Новая', 'New', 1, 'plus-circle-fill', null, null),
            ('work', 'В работе', 'In progress', 36, 'wrench', 'warn', 'portfolio?state=house'),
            ('wait', 'Ждёт', 'Waiting', 1001, 'clock-fill', null, 'portfolio?state=yard'),
            ('done', 'Готово', 'Done', 0, 'check-circle-fill', null, null)
    ) as l (value, label, label_en, total, icon, badge, link);
end
$$;
comment on function admin.portfolio_lanes() is 'Столбцы';

create function admin.portfolio_board()
returns table (
    title lib.title,
    due lib.due,
    master text,
    _lane text,
    _link text,
    _badge text,
    _moves text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Cards with a menu of columns: one move acts at once, one opens a form, one is refused. */
begin
    return query
    select
        b.title::lib.title, (lib.moment() + make_interval(hours => b.hours))::lib.due, b.master, b.lane,
        'portfolio?number=' || b.n, b.tone,
        array_remove(array[
            'work:portfolio_move?number=' || b.n, 'done:portfolio_move?number=' || b.n || '&wish=no',
            'wait:portfolio_send?title=' || b.n
        ], b.lane || ':portfolio_move?number=' || b.n)
    from (
        values
            (1, 'Течёт кран на кухне', 20, 'Иванов С. П.', 'new', null),
            (2, 'Искрит розетка', -2, 'Рябов К. И.', 'work', 'bad'),
            (3, 'Не горит лампа, 3 этаж', 30, null, 'work', null),
            (4, 'Холодная батарея', 50, 'Иванов С. П.', 'wait', 'warn')
    ) as b (n, title, hours, master, lane, tone);
end
$$;
comment on function admin.portfolio_board() is 'Доска
@kind board
@lanes portfolio_lanes
@bold title
@column title Что случилось
@column due Срок
@column master Мастер';

create function admin.portfolio_people()
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
/* Rows of the calendar. */
begin
    return query
    values ('1', 'Иванов С. П.', 'сантехник'), ('2', 'Рябов К. И.', 'электрик'), ('3', 'Бригада кровельщиков', null::text);
end
$$;
comment on function admin.portfolio_people() is 'Люди';

create function admin.portfolio_calendar(
    p_from date,
    p_to date
)
returns table (
    title text,
    address text,
    _lane text,
    _start timestamptz,
    _end timestamptz,
    _badge text,
    _link text,
    _tint text,
    _move text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Visits of today, a span of a week, something that nobody has, weekends. */
declare
    v_today timestamptz := date_trunc('day', lib.moment());
begin
    return query
    select
        v.title, v.address, v.lane, v_today + v.starts, v_today + v.ends, v.tone, 'portfolio?number=' || v.n, null::text,
        'portfolio_move?number=' || v.n
    from (
        values
            (1, 'Течёт кран', 'Садовая, 12', '1', interval '9 hours', interval '11 hours', null),
            (2, 'Нет тепла', 'Мира, 3', '1', interval '14 hours', interval '15 hours 30 minutes', 'bad'),
            (3, 'Замена щита', 'Мира, 5', '2', interval '10 hours', interval '13 hours', 'info'),
            (4, 'Ремонт крыши', 'Садовая, 14', '3', interval '-2 days', interval '4 days', 'warn'),
            (5, 'Осмотр подвала', 'Мира, 7', null, null, null, 'muted')
    ) as v (n, title, address, lane, starts, ends, tone)
    where v.starts is null or v_today + v.starts < p_to and v_today + v.ends > p_from
    union all
    select
        null, null, null, d.day::timestamptz, (d.day + 1)::timestamptz, null, null,
        case lib.language() when 'en' then 'day off' else 'выходной' end, null
    from (select p_from + n as day from generate_series(0, p_to - p_from - 1) as n) as d
    where extract(isodow from d.day) > 5;
end
$$;
comment on function admin.portfolio_calendar(date, date) is 'Календарь
@kind calendar
@lanes portfolio_people
@bold title
@column title Что
@column address Где';

create function admin.portfolio_move(
    p_number integer,
    p_resource text default null,
    p_start timestamptz default null,
    p_wish text default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Takes a card or an item elsewhere and keeps nothing; p_wish no and the second person are refused. Errors: forbidden. */
begin
    if p_wish = 'no' or p_resource = '2' then
        perform cabinet.refuse('forbidden');
    end if;
    return (concat_ws(
        ', ', p_number, p_resource, to_char(p_start, 'DD.MM HH24:MI')
    ), '/admin/portfolio')::lib.outcome;
end
$$;
comment on function admin.portfolio_move(integer, text, timestamptz, text) is 'Перенести
@options p_resource portfolio_people
@field p_number №
@field p_resource Кому
@field p_start Когда
@field p_wish Пожелание
@submit Перенести';
