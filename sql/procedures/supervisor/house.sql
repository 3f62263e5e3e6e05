create function supervisor.house_edit_options(
    p_house lib.house_ref default null,
    p_search text default null
)
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Houses by part of the address; without one the first two hundred, so that a filter has something to choose. */
begin
    return query select o.value, o.label from estate.house_options(p_house, p_search) as o;
end
$$;
comment on function supervisor.house_edit_options(lib.house_ref, text) is 'Дома';

select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'house', p_title => 'Дом',
    p_blocks => 'house_card house_tiles house_findings house_sheet house_outages house_works house_equipment '
        'house_places house_orders house_repairs house_redevelopments house_emergencies house_hours '
        'house_gallery house_papers house_history',
    p_icon => 'building',
    p_up => 'houses');
select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'premise', p_title => 'Помещение',
    p_blocks => 'premise_facts premise_changes premise_gallery premise_history', p_icon => 'house-door',
    p_up => 'houses');
