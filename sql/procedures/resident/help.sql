create function resident.help_phones()
returns table (
    title text,
    emergency_phone lib.phone,
    office_phone lib.phone,
    hours text,
    address text,
    email lib.email,
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
        c.office_email::lib.email, 'telephone-fill', array['report']
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
@column email Почта';

create function resident.help_faq(
    p_search lib.search default null
)
returns table (
    question text,
    answer lib.note
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Questions and answers, kept as text rows. */
declare
    v_word text := '%' || lower(replace(p_search, 'ё', 'е')) || '%';
begin
    return query
    select f.question, f.answer::lib.note
    from desk.faq_list('resident') as f
    where p_search is null or lower(replace(f.question || ' ' || f.answer, 'ё', 'е')) like v_word;
end
$$;
comment on function resident.help_faq(lib.search) is 'Частые вопросы
@kind cards
@filter p_search
@placeholder p_search Например: срок, пароль, мастер
@bold question
@column answer -
@column question -
@limit 50
@empty Такого вопроса пока нет. Позвоните или подайте заявку: ответит человек';

select cabinet.page_define(
    p_cabinet => 'resident', p_page => 'help', p_title => 'Помощь',
    p_blocks => 'help_phones help_faq', p_icon => 'question-circle');
