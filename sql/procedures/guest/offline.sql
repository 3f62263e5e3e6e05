create function guest.offline_phones()
returns table (
    title text,
    emergency_phone lib.phone,
    office_phone lib.phone,
    _icon text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What works without a connection: the telephone. */
begin
    return query
    select cabinet.said('label.offline'), c.emergency_phone::lib.phone, c.office_phone::lib.phone, 'wifi-off'
    from desk.company_contacts() as c;
end
$$;
comment on function guest.offline_phones() is 'Нет связи
@kind card
@bold title
@column title -
@column emergency_phone Авария, круглосуточно
@column office_phone Диспетчер
@public';

select cabinet.page_define(
    p_cabinet => 'guest', p_page => 'offline', p_title => 'Нет связи',
    p_blocks => 'offline_phones');
