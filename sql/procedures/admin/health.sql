-- @cabinet admin scope=sees_all reads=people title=Система frame=staff home=health
-- @shares inbox profile profile_own roles

create function admin.health_list()
returns table (
    what text,
    value text,
    advice text,
    _badge text,
    _icon text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Health checks as rows, the worst first. */
begin
    return query
    select
        h.what, h.value, h.advice, h.badge,
        case h.badge when 'ok' then 'check-circle' when 'warn' then 'exclamation-triangle' else 'x-circle' end, h.link
    from cabinet.health_rows() as h
    order by array_position(array['bad', 'warn', 'ok'], h.badge);
end
$$;
comment on function admin.health_list() is 'Здоровье
@kind cards
@bold what value
@column what Что
@column value -
@column advice Что сделать
@live 60';

create function admin.health_tiles()
returns table (
    title text,
    value text,
    note text,
    _icon text,
    _badge text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The system at a glance: release, jobs, errors of a day, pages. Each leads to its page. */
declare
    v_day timestamptz := now() - interval '1 day';
begin
    return query
    with jobs as (
        select count(*) as n, count(*) filter (where j.enabled and (j.last_error is not null or j.late)) as bad
        from cabinet.jobs_list() as j
    ),

    failed as (
        select count(*) as n from cabinet.errors_list() as e where e.happened_at > v_day
    ),

    deploy as (
        select d.deploy_id, d.deployed_at from cabinet.deploys_list() as d order by d.deploy_id desc limit 1
    ),

    pages as (
        select count(*) as n from cabinet.pages_list()
    )

    select cabinet.said('phrase.system_tile.' || t.code), t.value, t.note, t.icon, t.badge, t.link
    from jobs as j
    cross join failed as f
    cross join deploy as d
    cross join pages as p
    cross join lateral (values
        (
            1, 'errors', f.n::text, cabinet.said('phrase.system_day'), 'bug', case when f.n > 0 then 'warn' else 'ok' end, 'errors'
        ),
        (
            2, 'jobs', j.n::text,
            case when j.bad > 0 then cabinet.said('phrase.system_failed', jsonb_build_object('count', j.bad)) end,
            'arrow-repeat', case when j.bad > 0 then 'bad' end, 'jobs'
        ),
        (3, 'deploy', '№ ' || d.deploy_id, to_char(d.deployed_at, 'DD.MM.YYYY HH24:MI'), 'box-seam', 'info', 'deploys'),
        (4, 'pages', p.n::text, null, 'files', null, 'pages')
    ) as t (n, code, value, note, icon, badge, link)
    order by t.n;
end
$$;
comment on function admin.health_tiles() is 'Система
@kind tiles
@bold title value';

create function admin.health_jobs()
returns table (
    title text,
    presence lib.state,
    error text,
    last_started_at timestamptz,
    _badge_presence text,
    _link text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Jobs that failed or stand still. */
begin
    return query
    select j.title, j.presence, j.error, j.last_started_at, j._badge_presence, j._link, j._actions
    from admin.jobs_list() as j
    where j._badge_presence = 'bad';
end
$$;
comment on function admin.health_jobs() is 'Задания не работают
@kind cards
@hide_empty
@bold title presence
@column title -
@column presence -
@column error Ошибка
@column last_started_at Последний раз';

create function admin.health_deploys()
returns table (
    release_text text,
    deployed_at timestamptz,
    objects bigint,
    rollback_command text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The latest deploys with the way back. */
begin
    return query
    select d.release_text, d.deployed_at, d.objects, d.rollback_command, d._link from admin.deploys_list() as d limit 3;
end
$$;
comment on function admin.health_deploys() is 'Последние выпуски
@kind cards
@bold release_text
@column release_text -
@column deployed_at Когда
@column objects Изменено
@column rollback_command Вернуть
@empty Выпусков ещё не было';

create function admin.health_errors()
returns table (
    happened_at timestamptz,
    place text,
    message text,
    request_id text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The latest errors. */
begin
    return query
    select e.happened_at, e.place, e.message, e.request_id, 'errors_view?request=' || e.request_id
    from cabinet.errors_list() as e
    limit 5;
end
$$;
comment on function admin.health_errors() is 'Последние ошибки
@kind cards
@bold place
@column place Где
@column message Что
@column request_id Номер
@column happened_at Когда
@empty Ошибок нет';

select cabinet.page_define(
    p_cabinet => 'admin', p_page => 'health', p_title => 'Здоровье',
    p_blocks => 'health_jobs health_list health_tiles | health_errors health_deploys',
    p_icon => 'heart-pulse', p_menu => 10, p_group => 'Работа системы', p_phone => true);
