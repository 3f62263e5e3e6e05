create function resident.settings_hours()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Hours of the day. */
begin
    return query
    select to_char(make_time(h.n, 0, 0), 'HH24:MI'), to_char(make_time(h.n, 0, 0), 'FMHH24:MI')
    from generate_series(0, 23) as h (n);
end
$$;
comment on function resident.settings_hours() is 'Часы';

create function resident.settings_quiet_now()
returns table (
    p_from text,
    p_until text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* My quiet hours as they stand. */
begin
    return query select q.quiet_from, q.quiet_until from people.my_quiet() as q;
end
$$;
comment on function resident.settings_quiet_now() is 'Сейчас';

create function resident.settings_quiet(
    p_from text default null,
    p_until text default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Sets my quiet hours. Errors: those of people.quiet_set. */
begin
    perform people.quiet_set(p_from, p_until);
    return row(cabinet.said('message.preference_saved'), '/resident/settings')::lib.outcome;
end
$$;
comment on function resident.settings_quiet(text, text) is 'Тихие часы
В это время писем не шлём: придут, когда тихие часы кончатся. Об авариях и о входе с нового устройства сообщаем сразу. Одинаковые часы: тишины нет.
@prefill settings_quiet_now
@field p_from С
@options p_from settings_hours
@field p_until До
@options p_until settings_hours
@submit Сохранить
@icon moon
@style secondary';

select cabinet.page_define(
    p_cabinet => 'resident', p_page => 'settings', p_title => 'Настройка уведомлений',
    p_blocks => 'profile_notices | settings_quiet profile_taste',
    p_icon => 'bell', p_group => 'user');
