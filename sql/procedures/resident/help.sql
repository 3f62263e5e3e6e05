create function resident.help_phones()
returns table (
    title text,
    emergency_phone lib.phone,
    office_phone lib.phone,
    hours text,
    address text,
    email lib.email,
    max_page text,
    _link_max_page text,
    _icon text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* How to speak with a person. */
begin
    return query
    select
        c.company, c.emergency_phone::lib.phone, c.office_phone::lib.phone, c.office_hours, c.office_address,
        c.office_email::lib.email, c.company_max, c.company_max_link, 'telephone-fill', array['report']
    from desk.company_contacts() as c;
end
$$;
comment on function resident.help_phones() is 'Позвонить
@kind card
@bold title
@column title -
@column emergency_phone Авария, круглосуточно
@column office_phone Диспетчер
@column hours Часы приёма
@column address Адрес
@column email Почта
@column max_page Мы в MAX';

create function resident.help_find(
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
        case when not talk.faq_asked('resident', p_search) then cabinet.said('said.faq.noted') end,
        '/resident/help?search=' || lib.url_text(p_search)
    )::lib.outcome;
end
$$;
comment on function resident.help_find(lib.search) is 'Найти ответ
@prefill help_sought
@field p_search О чём ваш вопрос
@placeholder p_search Например: срок, пароль, мастер
@submit Найти
@icon search
@style secondary';

create function resident.help_sought(
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
comment on function resident.help_sought(lib.search) is 'Что искали';

create function resident.help_faq(
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
    select f.question, f.answer::lib.note, 'question-circle' from talk.faq_list('resident', p_search) as f;
end
$$;
comment on function resident.help_faq(lib.search) is 'Вопросы и ответы
@kind cards
@bold question
@column answer -
@column question -
@limit 100
@empty Такого ответа пока нет. Позвоните или подайте заявку: ответит человек';

select cabinet.page_define(
    p_cabinet => 'resident', p_page => 'help', p_title => 'Помощь',
    p_blocks => 'help_phones help_find help_faq', p_icon => 'question-circle');
