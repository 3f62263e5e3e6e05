create function cabinet.company_clock()
returns text
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* What the worker does in this transaction goes by the company's clock: its days begin and its sentences are dated there. */
begin
    return set_config('timezone', coalesce(cabinet.setting('time_zone'), 'Europe/Moscow'), true);
end
$$;
comment on function cabinet.company_clock() is 'Часы компании
@for worker';
