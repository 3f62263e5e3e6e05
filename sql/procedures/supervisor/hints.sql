create function supervisor.hints_list(
    p_search lib.search default null,
    p_for_cabinet text default null
)
returns table (
    page_title text,
    cabinet_title text,
    hint_text text,
    shown boolean,
    _class text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Hints on pages. */
begin
    return query
    select
        h.key, cabinet.said('phrase.cabinet_name.' || split_part(h.key, '.', 1)), h.text, h.shown,
        case when not h.shown then 'muted' end, 'hints_save?key=' || h.key
    from cabinet.hints as h
    where
        h.language = 'ru'
        and (p_for_cabinet is null or split_part(h.key, '.', 1) = p_for_cabinet)
        and (coalesce(p_search, '') = '' or h.text ilike '%' || p_search || '%' or h.key ilike '%' || p_search || '%')
    order by h.key;
end
$$;
comment on function supervisor.hints_list(lib.search, text) is 'Подсказки
@filter p_search p_for_cabinet
@options p_for_cabinet hints_cabinet_options
@field p_for_cabinet Кабинет
@bold page_title hint_text
@column page_title Страница
@column cabinet_title Кабинет
@column hint_text Подсказка
@column shown Показываем
@empty Подсказок нет. Добавьте там, где люди ошибаются';

create function supervisor.hints_cabinet_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Cabinets. */
begin
    return query
    select c.code, cabinet.said('phrase.cabinet_name.' || c.code)
    from unnest(array['guest', 'resident', 'manager', 'operator', 'accountant', 'supervisor', 'admin']) as c (code);
end
$$;
comment on function supervisor.hints_cabinet_options() is 'Кабинеты';

create function supervisor.hints_save(
    p_key text,
    p_hint lib.note,
    p_reason lib.reason,
    p_shown boolean default false,
    p_language text default 'ru'
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Writes the hint of a page. */
begin
    perform cabinet.hint_save(
        p_key => p_key, p_text => p_hint, p_shown => p_shown, p_reason => p_reason, p_language => p_language
    );
    return row(cabinet.said('phrase.saved'), '/supervisor/hints')::lib.outcome;
end
$$;
comment on function supervisor.hints_save(text, lib.note, lib.reason, boolean, text) is 'Подсказка
@prefill hints_draft
@options p_language hints_language_options
@choice p_language
@field p_key Страница
@placeholder p_key resident.orders
@hint p_key Кабинет, точка, страница; у блока ещё точка и имя
@field p_hint Подсказка
@field p_shown Показывать
@field p_language Язык
@field p_reason Почему меняем
@submit Записать подсказку';

create function supervisor.hints_draft(
    p_key text default null,
    p_language text default 'ru'
)
returns table (
    p_hint text,
    p_shown boolean
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* As it is now. */
begin
    return query select h.text, h.shown from cabinet.hints as h where h.key = p_key and h.language = p_language;
end
$$;
comment on function supervisor.hints_draft(text, text) is 'Сейчас
@field p_key Страница
@field p_language Язык';

create function supervisor.hints_language_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Languages. */
begin
    return query values ('ru', 'Русский'), ('en', 'English');
end
$$;
comment on function supervisor.hints_language_options() is 'Язык';

create function supervisor.hints_do()
returns table (
    say text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What may be done here. */
begin
    return query select cabinet.said('phrase.do.hints'), array['hints_save'];
end
$$;
comment on function supervisor.hints_do() is 'Новая подсказка
@kind card
@column say -';

select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'hints', p_title => 'Подсказки',
    p_blocks => 'hints_list hints_do',
    p_icon => 'question-circle', p_menu => 220, p_group => 'Оформление');
