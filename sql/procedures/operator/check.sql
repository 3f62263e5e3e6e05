select cabinet.page_define(
    p_cabinet => 'operator', p_page => 'check', p_title => 'Проверка данных',
    p_blocks => 'check_mine',
    p_icon => 'clipboard-check', p_menu => 55, p_group => 'Дома');
