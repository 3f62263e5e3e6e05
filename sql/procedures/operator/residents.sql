select cabinet.page_define(
    p_cabinet => 'operator', p_page => 'residents', p_title => 'Жители',
    p_blocks => 'residents_list',
    p_icon => 'people', p_menu => 40, p_group => 'Справка');
