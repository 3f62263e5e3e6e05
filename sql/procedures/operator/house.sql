select cabinet.page_define(
    p_cabinet => 'operator', p_page => 'house', p_title => 'Дом',
    p_blocks => 'house_card house_tiles house_sheet house_findings house_outages house_works house_orders '
        'house_equipment house_places house_repairs house_emergencies house_hours house_gallery house_papers',
    p_icon => 'building',
    p_up => 'houses');
select cabinet.page_define(
    p_cabinet => 'operator', p_page => 'premise', p_title => 'Помещение',
    p_blocks => 'premise_facts premise_changes premise_gallery premise_history', p_icon => 'house-door',
    p_up => 'houses');
