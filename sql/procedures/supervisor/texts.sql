create function supervisor.texts_list(
    p_search lib.search default null,
    p_area text default null,
    p_language text default 'ru',
    p_edited boolean default null
)
returns table (
    current_text text,
    key text,
    edited boolean,
    _badge text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Texts of the interface, refusals and messages. */
begin
    return query
    select t.text, t.key, t.edited, case when t.edited then 'info' end,
        'texts_save?key=' || t.key || '&language=' || t.language
    from cabinet.texts_list(
        p_search => p_search, p_area => p_area, p_language => p_language, p_edited => nullif(p_edited, false)
    ) as t;
end
$$;
comment on function supervisor.texts_list(lib.search, text, text, boolean) is 'Тексты
Изменённый текст обновление не тронет. Поля в фигурных скобках система заполняет сама.
@filter p_search p_area p_language p_edited
@options p_area texts_area_options
@options p_language hints_language_options
@placeholder p_search Слово из текста
@field p_area Где
@field p_language Язык
@field p_edited Только изменённые
@bold current_text
@column current_text Текст
@column key Ключ
@column edited Изменён
@empty Такого текста нет';

create function supervisor.texts_area_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Where texts stand. */
begin
    return query
    select a.code, cabinet.said('phrase.text_area.' || a.code)
    from unnest(array['event', 'refusal', 'phrase', 'said', 'ui', 'label', 'page']) as a (code);
end
$$;
comment on function supervisor.texts_area_options() is 'Где';

create function supervisor.texts_save(
    p_key text,
    p_current lib.note,
    p_reason lib.reason,
    p_language text default 'ru'
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Another wording. */
begin
    perform cabinet.text_save(p_key => p_key, p_language => p_language, p_text => p_current, p_reason => p_reason);
    return row(cabinet.said('phrase.saved'), '/supervisor/texts')::lib.outcome;
end
$$;
comment on function supervisor.texts_save(text, lib.note, lib.reason, text) is 'Изменить текст
@needs p_key
@prefill texts_draft
@options p_language hints_language_options
@choice p_language
@field p_key Ключ
@field p_current Текст
@field p_language Язык
@field p_reason Почему меняем
@submit Сохранить';

create function supervisor.texts_draft(
    p_key text,
    p_language text default 'ru'
)
returns table (
    p_current text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* As it is now. */
begin
    return query
    select t.text
    from cabinet.texts_list(p_search => p_key, p_language => p_language) as t
    where t.key = p_key;
end
$$;
comment on function supervisor.texts_draft(text, text) is 'Сейчас
@field p_key Ключ
@field p_language Язык';

select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'texts', p_title => 'Тексты',
    p_blocks => 'texts_list',
    p_icon => 'file-text', p_menu => 230, p_group => 'Оформление');
