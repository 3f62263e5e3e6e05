create function guest.contacts_card()
returns table (
    title text,
    emergency_phone lib.phone,
    office_phone lib.phone,
    hours text,
    address text,
    email lib.email,
    max_page text,
    licence text,
    _link_max_page text,
    _icon text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* How to reach the company. */
begin
    return query
    select
        c.company, c.emergency_phone::lib.phone, c.office_phone::lib.phone, c.office_hours, c.office_address,
        c.office_email::lib.email, c.company_max, cabinet.setting('company_licence'), c.company_max_link, 'telephone-fill'
    from desk.company_contacts() as c;
end
$$;
comment on function guest.contacts_card() is 'Контакты
@kind card
@bold title
@column title -
@column emergency_phone Авария, круглосуточно
@column office_phone Диспетчер
@column hours Часы приёма
@column address Адрес
@column email Почта
@column max_page Мы в MAX
@column licence Лицензия
@public';

select cabinet.page_define(
    p_cabinet => 'guest', p_page => 'contacts', p_title => 'Контакты',
    p_blocks => 'contacts_card',
    p_icon => 'telephone', p_menu => 50);
