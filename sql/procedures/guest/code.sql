create function guest.code_ask(
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
comment on function guest.code_ask(lib.login) is 'Получить код
Пришлём шесть цифр на почту, которую вы нам назвали.
@layer code-request
@field p_login Телефон или почта
@submit Прислать код
@until p_login
@public';

create function guest.code_form(
    p_login lib.login,
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
comment on function guest.code_form(lib.login, lib.one_time_code) is 'Войти по коду
Сколько действует код, сказано в письме. Новый можно запросить через минуту.
@layer sign-in-code
@field p_login Телефон или почта
@field p_code Код из письма
@submit Войти
@needs p_login
@public';

create function guest.code_again(
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
    return query select cabinet.said('phrase.code_again'), array['code_ask'];
end
$$;
comment on function guest.code_again(lib.login) is 'Письма нет?
@kind card
@needs p_login
@column say -
@public';

select cabinet.page_define(
    p_cabinet => 'guest', p_page => 'code', p_title => 'Вход по коду',
    p_blocks => 'code_ask code_form code_again',
    p_icon => 'envelope');
