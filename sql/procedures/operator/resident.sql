select cabinet.page_define(
    p_cabinet => 'operator', p_page => 'resident', p_title => 'Житель',
    p_blocks => 'resident_card resident_relations resident_orders',
    p_icon => 'person',
    p_up => 'residents');
