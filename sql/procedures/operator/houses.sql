select cabinet.page_define(
    p_cabinet => 'operator', p_page => 'houses', p_title => 'Дома',
    p_blocks => 'houses_list',
    p_icon => 'building', p_menu => 50, p_group => 'Дома');
