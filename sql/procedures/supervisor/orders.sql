select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'orders', p_title => 'Заявки',
    p_blocks => 'orders_list orders_board orders_past',
    p_icon => 'tools', p_menu => 20, p_group => 'Работа', p_phone => true);
