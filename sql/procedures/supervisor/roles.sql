select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'roles', p_title => 'Роли',
    p_blocks => 'roles_list roles_do',
    p_icon => 'key', p_menu => 85, p_group => 'Люди');
