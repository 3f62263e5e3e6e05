create function supervisor.branding_list(
    p_area text default 'company'
)
returns table (
    title text,
    value text,
    help text,
    colour lib.colour,
    _badge text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Settings of the company, an area at a time. */
begin
    return query
    select
        cabinet.setting_said(s.key, s.title),
        case s.kind
            when 'boolean' then cabinet.said(case when s.value = 'true' then 'phrase.yes' else 'phrase.no' end)
            when 'photo' then cabinet.said(case when s.value is null then 'phrase.no' else 'phrase.yes' end)
            else coalesce(cabinet.value_said(s.value, s.kind), '—')
        end,
        cabinet.setting_said(s.key, s.help, 'help'), case when s.kind = 'colour' then s.value end::lib.colour,
        case when s.value is null and s.area = 'company' then 'warn' end, 'branding_edit?key=' || s.key
    from cabinet.settings as s
    where s.area = p_area
    order by s.position, s.title;
end
$$;
comment on function supervisor.branding_list(text) is 'Настройки
Действуют сразу. Кто и почему менял, стоит ниже.
@tabs p_area
@options p_area branding_area_options
@field p_area Раздел
@bold title value
@column title Что
@column value Значение
@column help Зачем
@limit 60
@export no
@empty Настроек нет';

create function supervisor.branding_area_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Areas of settings. */
begin
    return query
    select s.area, cabinet.said('phrase.area.' || s.area)
    from cabinet.settings as s
    group by s.area
    order by s.area <> 'company', s.area <> 'branding', s.area <> 'orders', 2;
end
$$;
comment on function supervisor.branding_area_options() is 'Раздел';

create function supervisor.branding_edit(
    p_key text,
    p_reason lib.reason,
    p_value text default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Another value, checked by its kind; the change is kept with its reason. */
begin
    perform cabinet.setting_save(p_key => p_key, p_value => p_value, p_reason => p_reason);
    return row(
        cabinet.said('phrase.setting_saved'),
        '/supervisor/branding?area=' || (select s.area from cabinet.settings as s where s.key = p_key)
    )::lib.outcome;
end
$$;
comment on function supervisor.branding_edit(text, lib.reason, text) is 'Изменить настройку
@options p_key branding_key_options
@prefill branding_edit_draft
@field p_key Что
@field p_value Значение
@hint p_value Число: целое. Цвет: #0c6b58. Телефон: +7 924 123-45-67. Да или нет: true, false. Часовой пояс: Asia/Vladivostok
@field p_reason Почему меняем
@submit Сохранить';

create function supervisor.branding_colour(
    p_value lib.colour,
    p_reason lib.title
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The main colour; a colour on which white cannot be read is refused. */
begin
    perform cabinet.setting_save(p_key => 'brand_colour', p_value => p_value, p_reason => p_reason);
    return row(cabinet.said('phrase.setting_saved'), '/supervisor/branding')::lib.outcome;
end
$$;
comment on function supervisor.branding_colour(lib.colour, lib.title) is 'Основной цвет
@prefill branding_colour_draft
@field p_value Цвет меню и кнопок
@hint p_value Проверим, читается ли на нём белый текст
@field p_reason Почему меняем
@submit Сохранить цвет
@style secondary
@icon palette';

create function supervisor.branding_colour_draft()
returns table (
    p_value lib.colour
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The colour now. */
begin
    return query select s.value::lib.colour from cabinet.settings as s where s.key = 'brand_colour';
end
$$;
comment on function supervisor.branding_colour_draft() is 'Сейчас';

create function supervisor.branding_logo(
    p_logo lib.photo,
    p_reason lib.title
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The logo, shown in every frame. */
begin
    perform cabinet.setting_save(p_key => 'brand_logo', p_value => p_logo::text, p_reason => p_reason);
    return row(cabinet.said('phrase.setting_saved'), '/supervisor/branding')::lib.outcome;
end
$$;
comment on function supervisor.branding_logo(lib.photo, lib.title) is 'Логотип
@field p_logo Картинка, лучше квадратная
@field p_reason Почему меняем
@submit Сохранить логотип
@style secondary
@icon image';

create function supervisor.branding_key_options(
    p_key text default null
)
returns table (
    value text,
    label text,
    group_label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Settings. */
begin
    return query
    select s.key, cabinet.setting_said(s.key, s.title), cabinet.said('phrase.area.' || s.area)
    from cabinet.settings as s
    order by s.area <> 'company', s.area, s.position, s.title;
end
$$;
comment on function supervisor.branding_key_options(text) is 'Настройки
@field p_key Что';

create function supervisor.branding_edit_draft(
    p_key text
)
returns table (
    p_value text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* As it is now. */
begin
    return query select s.value from cabinet.settings as s where s.key = p_key;
end
$$;
comment on function supervisor.branding_edit_draft(text) is 'Сейчас
@field p_key Что';

create function supervisor.branding_history()
returns table (
    changed_at timestamptz,
    title text,
    change_text text,
    reason text,
    author text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Who changed what and why. */
begin
    return query
    select h.changed_at, h.title, coalesce(h.old_value, '—') || ' → ' || coalesce(h.new_value, '—'), h.reason, h.author
    from cabinet.setting_changes() as h
    limit 20;
end
$$;
comment on function supervisor.branding_history() is 'История
@kind timeline
@hide_empty
@column changed_at Когда
@column title Что
@column change_text Было и стало';

create function supervisor.branding_do()
returns table (
    say text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What may be done here. */
begin
    return query select cabinet.said('phrase.do.branding'), array['branding_colour', 'branding_logo'];
end
$$;
comment on function supervisor.branding_do() is 'Цвет и логотип
@kind card
@column say -';

select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'branding', p_title => 'Компания и вид',
    p_blocks => 'branding_list branding_do branding_history',
    p_icon => 'palette', p_menu => 200, p_group => 'Оформление');
