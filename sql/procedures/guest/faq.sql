create function guest.faq_find(
    p_search lib.search
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Leads to the answers that have these words; what is not found is counted for the editor. */
begin
    return row(
        case when not talk.faq_asked('guest', p_search) then cabinet.said('said.faq.noted') end,
        '/guest/faq?search=' || lib.url_text(p_search)
    )::lib.outcome;
end
$$;
comment on function guest.faq_find(lib.search) is 'Найти ответ
@prefill faq_sought
@field p_search О чём ваш вопрос
@placeholder p_search Например: срок, пароль, мастер
@submit Найти
@icon search
@style secondary
@public';

create function guest.faq_sought(
    p_search lib.search default null
)
returns table (
    search lib.search
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What was searched last. */
begin
    return query select p_search;
end
$$;
comment on function guest.faq_sought(lib.search) is 'Что искали
@public';

create function guest.faq_answers(
    p_search lib.search default null
)
returns table (
    question text,
    answer lib.note,
    _icon text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Answers, all of them or those found. */
begin
    return query
    select f.question, f.answer::lib.note, 'question-circle' from talk.faq_list('guest', p_search) as f;
end
$$;
comment on function guest.faq_answers(lib.search) is 'Вопросы и ответы
@kind cards
@bold question
@column answer -
@column question -
@limit 100
@empty Такого ответа пока нет. Позвоните диспетчеру: ответит человек
@public';

select cabinet.page_define(
    p_cabinet => 'guest', p_page => 'faq', p_title => 'Вопросы',
    p_blocks => 'faq_find faq_answers', p_icon => 'question-circle', p_menu => 40);
