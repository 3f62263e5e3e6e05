select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'residents', p_title => 'Жители',
    p_blocks => 'residents_list',
    p_icon => 'people', p_menu => 70, p_group => 'Люди');
