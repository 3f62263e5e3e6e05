select cabinet.page_define(
    p_cabinet => 'resident', p_page => 'security', p_title => 'Вход и безопасность',
    p_blocks => 'profile_devices profile_leave_all | profile_password',
    p_icon => 'shield-lock', p_group => 'user');
