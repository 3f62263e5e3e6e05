create function guest.totp_form(
    p_code lib.one_time_code
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Carried out by the layer; called as SQL it refuses. */
begin
    return cabinet.by_layer();
end
$$;
comment on function guest.totp_form(lib.one_time_code) is 'Код из приложения
Откройте приложение с кодами на телефоне.
@layer totp
@field p_code Шесть цифр
@submit Продолжить
@public';

select cabinet.page_define(
    p_cabinet => 'guest', p_page => 'totp', p_title => 'Второй шаг',
    p_blocks => 'totp_form',
    p_icon => 'shield-lock');
