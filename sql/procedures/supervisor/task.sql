select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'task', p_title => 'Плановая работа',
    p_blocks => 'task_card task_points | task_history',
    p_icon => 'clipboard-check', p_up => 'plan');
