create function admin.jobs_list()
returns table (
    title text,
    every interval,
    last_started_at timestamptz,
    done bigint,
    error text,
    next_at timestamptz,
    presence lib.state,
    _badge_presence text,
    _link text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Jobs of the worker. */
begin
    return query
    select
        j.title, j.every, j.last_started_at, j.last_done, j.last_error, j.next_at,
        cabinet.said(
            case
                when not j.enabled then 'phrase.job.off'
                when j.last_error is not null then 'phrase.job.error'
                when j.late then 'phrase.job.late'
                else 'phrase.job.ok'
            end
        )::lib.state,
        case when not j.enabled then 'muted' when j.last_error is not null or j.late then 'bad' else 'ok' end,
        'jobs?job=' || j.job,
        array[
            case when j.enabled then 'jobs_run?job=' || j.job end,
            case when j.enabled then 'jobs_switch_off?job=' || j.job else 'jobs_switch_on?job=' || j.job end
        ]
    from cabinet.jobs_list() as j;
end
$$;
comment on function admin.jobs_list() is 'Задания
@bold title presence
@column title Задание
@column every Каждые
@column last_started_at Последний раз
@column done Сделано
@column error Ошибка
@column next_at Следующий
@column presence Состояние
@empty Заданий нет';

create function admin.jobs_runs(
    p_job text default null
)
returns table (
    started_at timestamptz,
    title text,
    seconds numeric,
    done bigint,
    error text,
    _badge text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The last runs. */
begin
    return query
    select r.started_at, r.title, r.seconds, r.done, r.error, case when r.error is not null then 'bad' end
    from cabinet.job_runs_list(p_job) as r;
end
$$;
comment on function admin.jobs_runs(text) is 'Запуски
@field p_job Задание
@bold started_at title
@column started_at Когда
@column title Задание
@column seconds Секунд
@column done Сделано
@column error Ошибка
@empty Запусков ещё не было';

create function admin.jobs_run(
    p_job text
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Runs a job as soon as the worker is free. */
begin
    perform cabinet.job_run_now(p_job);
    return row(cabinet.said('phrase.job_queued'), '/admin/jobs')::lib.outcome;
end
$$;
comment on function admin.jobs_run(text) is 'Запустить
@needs p_job
@field p_job Задание
@submit Запустить
@style secondary
@icon play';

create function admin.jobs_switch_off(
    p_job text,
    p_reason lib.title
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Switches a job off. */
begin
    perform cabinet.job_switch(p_job => p_job, p_enabled => false, p_reason => p_reason);
    return row(cabinet.said('phrase.saved'), '/admin/jobs')::lib.outcome;
end
$$;
comment on function admin.jobs_switch_off(text, lib.title) is 'Выключить задание
@needs p_job
@field p_job Задание
@field p_reason Почему
@submit Выключить
@style link';

create function admin.jobs_switch_on(
    p_job text,
    p_reason lib.title
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Switches a job on. */
begin
    perform cabinet.job_switch(p_job => p_job, p_enabled => true, p_reason => p_reason);
    return row(cabinet.said('phrase.saved'), '/admin/jobs')::lib.outcome;
end
$$;
comment on function admin.jobs_switch_on(text, lib.title) is 'Включить
@needs p_job
@field p_job Задание
@field p_reason Почему
@submit Включить
@style secondary';

select cabinet.page_define(
    p_cabinet => 'admin', p_page => 'jobs', p_title => 'Задания',
    p_blocks => 'jobs_list jobs_runs',
    p_icon => 'arrow-repeat', p_menu => 20, p_group => 'Работа системы', p_phone => true);
