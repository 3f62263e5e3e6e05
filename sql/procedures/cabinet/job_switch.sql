create function cabinet.job_switch(
    p_job text,
    p_enabled boolean,
    p_reason text
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Switches a job on or off and keeps why. Errors: not_found, rule_reason_required (422). */
declare
    v_old cabinet.schedules;
begin
    perform people.office_demand(array['admin']);
    select * into v_old from cabinet.schedules as s where s.job = p_job for update;
    if v_old.job is null then
        perform cabinet.refuse('not_found');
    end if;
    update cabinet.schedules as s set enabled = p_enabled where s.job = p_job;
    perform cabinet.rule_change_put('jobs', p_job, v_old.title, v_old.enabled::text, p_enabled::text, p_reason);
end
$$;
comment on function cabinet.job_switch(text, boolean, text) is 'Switches a job on or off
@decides';
