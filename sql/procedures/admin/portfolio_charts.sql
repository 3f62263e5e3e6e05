create function admin.portfolio_bars()
returns table (
    month text,
    in_time integer,
    late integer,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Two numbers a month. */
begin
    return query
    select to_char(lib.moment() - make_interval(months => n), 'MM.YYYY'), 1840 - n * 117, 40 + n * 35, 'portfolio?number=' || n
    from generate_series(5, 0, -1) as n;
end
$$;
comment on function admin.portfolio_bars() is 'Столбики
@kind chart
@column month Месяц
@column in_time В срок
@column late Поздно';

create function admin.portfolio_stacked()
returns table (
    month text,
    in_time integer,
    late integer,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The same in one bar. */
begin
    return query select b.month, b.in_time, b.late, b._link from admin.portfolio_bars() as b;
end
$$;
comment on function admin.portfolio_stacked() is 'Столбики из частей
@kind chart
@chart stacked
@column month Месяц
@column in_time В срок
@column late Поздно';

create function admin.portfolio_lines()
returns table (
    day text,
    taken integer,
    done integer
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Two lines over a fortnight. */
begin
    return query
    select to_char(lib.moment() - make_interval(days => n), 'DD.MM'), 30 + n * 7 % 12, 24 + n * 5 % 17
    from generate_series(13, 0, -1) as n;
end
$$;
comment on function admin.portfolio_lines() is 'Линии
@kind chart
@chart line
@column day День
@column taken Принято
@column done Сделано';

create function admin.portfolio_donut()
returns table (
    title text,
    amount lib.rub,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Shares of a sum. */
begin
    return query
    select case lib.language() when 'en' then s.title_en else s.title end, s.amount::lib.rub, s.link
    from (
        values
            ('Отопление', 'Heating', 412300.50, 'portfolio?number=1'), ('Вода', 'Water', 198120, null),
            ('Содержание', 'Upkeep', 154010.2, null), ('Лифт', 'Lift', 33000, null)
    ) as s (title, title_en, amount, link);
end
$$;
comment on function admin.portfolio_donut() is 'Доли
@kind chart
@chart donut
@column title Услуга
@column amount Начислено';
