create function guest.reset_ask(
    p_login lib.login
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
comment on function guest.reset_ask(lib.login) is 'Новый пароль
Пришлём код на почту, которую вы нам назвали.
@layer reset-request
@field p_login Телефон или почта
@submit Прислать код
@until p_login
@public';

create function guest.reset_form(
    p_login lib.login,
    p_code lib.one_time_code,
    p_password lib.new_password
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
comment on function guest.reset_form(lib.login, lib.one_time_code, lib.new_password) is 'Придумайте пароль
На других устройствах мы выйдем из кабинета.
@layer reset
@field p_login Телефон или почта
@field p_code Код из письма
@field p_password Новый пароль
@submit Сменить пароль и войти
@needs p_login
@public';

create function guest.reset_again(
    p_login lib.login
)
returns table (
    say text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The way to another code. */
begin
    return query select cabinet.said('phrase.code_again'), array['reset_ask'];
end
$$;
comment on function guest.reset_again(lib.login) is 'Письма нет?
@kind card
@needs p_login
@column say -
@public';

select cabinet.page_define(
    p_cabinet => 'guest', p_page => 'reset', p_title => 'Новый пароль',
    p_blocks => 'reset_ask reset_form reset_again',
    p_icon => 'key');
