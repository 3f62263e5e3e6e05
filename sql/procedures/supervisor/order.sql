select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'order', p_title => 'Заявка',
    p_blocks => 'order_card order_steps order_linked order_thread order_gallery order_report order_rating order_control order_timeline'
    || ' | order_more order_why order_members order_flat order_entrance order_house order_papers',
    p_icon => 'tools',
    p_up => 'orders');
