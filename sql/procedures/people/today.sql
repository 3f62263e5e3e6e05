create function people.today()
returns date
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The date in the company's time zone; a house has its own. */
declare
    v_zone text := (select s.value from cabinet.settings as s where s.key = 'time_zone');
begin
    return (lib.moment() at time zone coalesce(nullif(v_zone, ''), 'Europe/Moscow'))::date;
end
$$;
comment on function people.today() is 'The date in the company''s time zone';
