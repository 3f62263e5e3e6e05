create function cabinet.job_run_now(
    p_job text
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Puts a job first in the worker's line; a switched-off one is refused. Errors: not_found, job_off (409). */
declare
    v_enabled boolean;
begin
    perform people.office_demand(array['admin']);
    update cabinet.schedules as s set next_at = now() where s.job = p_job returning s.enabled into v_enabled;
    if v_enabled is null then
        perform cabinet.refuse('not_found');
    end if;
    if not v_enabled then
        perform cabinet.refuse('job_off');
    end if;
end
$$;
comment on function cabinet.job_run_now(text) is 'Puts a job first in the worker''s line
@decides';
