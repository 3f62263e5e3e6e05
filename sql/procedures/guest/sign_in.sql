create function guest.sign_in_form(
    p_login lib.login,
    p_password lib.password
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
comment on function guest.sign_in_form(lib.login, lib.password) is 'Вход
@layer sign-in
@field p_login Телефон, почта или номер счёта
@field p_password Пароль или ПИН
@submit Войти
@icon box-arrow-in-right
@public';

create function guest.sign_in_ways()
returns table (
    title text,
    _link text,
    _icon text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Other ways to enter. */
begin
    return query
    select cabinet.said('label.entry_' || e.name), e.path, e.icon
    from (values
        ('code', '/guest/code', 'envelope'),
        ('reset', '/guest/reset', 'key'),
        ('join', '/guest/join', 'person-plus')
    ) as e (name, path, icon);
end
$$;
comment on function guest.sign_in_ways() is 'Другие способы
@kind cards
@bold title
@column title -
@public';

create function guest.sign_out()
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
comment on function guest.sign_out() is 'Выйти
@layer sign-out
@submit Выйти
@icon box-arrow-right
@style secondary
@public';

select cabinet.page_define(
    p_cabinet => 'guest', p_page => 'sign_in', p_title => 'Вход',
    p_blocks => 'sign_in_form sign_in_ways',
    p_icon => 'box-arrow-in-right', p_menu => 60);
