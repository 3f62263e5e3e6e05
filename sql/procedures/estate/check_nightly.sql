create function estate.check_nightly()
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Every night: judges everything, tells each owner once what is new for them; runs after an edit are kept a month. */
declare
    v_run bigint := estate.objects_check('night');
begin
    perform estate.check_tell();
    delete from estate.check_runs as r
    where r.source = 'edit' and r.started_at < lib.moment() - interval '30 days';
    return (select r.appeared + r.cleared from estate.check_runs as r where r.check_run_id = v_run);
end
$$;
comment on function estate.check_nightly() is 'The nightly check of objects
@for worker';
