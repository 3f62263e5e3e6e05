create function people.duty_trades_set(
    p_trades text[]
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Which trades must be on duty at every hour. Errors: not_found. */
begin
    perform people.office_demand('{supervisor}');
    if exists (
        select from unnest(p_trades) as t (t)
        where not exists (select from people.specializations as s where s.specialization = t.t)
    ) then
        perform cabinet.refuse('not_found', p_field => 'p_trades');
    end if;
    update people.specializations as s
    set on_duty = s.specialization = any (p_trades)
    where s.on_duty <> (s.specialization = any (p_trades));
end
$$;
comment on function people.duty_trades_set(text[]) is 'Which trades must be on duty at every hour
@decides';
