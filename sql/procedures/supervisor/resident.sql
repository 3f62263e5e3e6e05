create function supervisor.resident_access(
    p_person lib.user_ref
)
returns table (
    happened_at timestamptz,
    who text,
    place text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Who opened this page (ФЗ-152, ст. 14). */
begin
    return query
    select a.at, a.who, a.place
    from cabinet.person_access(p_person) as a;
end
$$;
comment on function supervisor.resident_access(lib.user_ref) is 'Кто смотрел
@bold happened_at who
@column happened_at Когда
@column who Кто
@column place Что
@limit 10
@empty Эту страницу ещё никто не открывал
@personal';

select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'resident', p_title => 'Житель',
    p_blocks => 'resident_card resident_relations resident_orders resident_access',
    p_icon => 'person',
    p_up => 'residents');
