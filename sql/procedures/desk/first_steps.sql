create function desk.first_steps()
returns table (
    step text,
    page text,
    icon text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What a new company still has to do before it can take its first order; nothing once an order was closed. */
begin
    perform people.office_demand(array['supervisor', 'admin']);
    if exists (select from desk.orders as o where o.state = 'closed') then
        return;
    end if;
    return query
    select s.code, s.page, s.icon
    from (values
        (1, 'company', 'branding', 'telephone', exists (
            select from cabinet.setting_history as h where h.key in ('company_name', 'emergency_phone', 'office_phone'))),
        (2, 'zones', 'zones', 'geo-alt', exists (select from estate.zones)),
        (3, 'houses', 'import', 'building', exists (select from estate.houses)),
        (4, 'staff', 'staff', 'people', exists (select from people.staff_specializations)),
        (5, 'shifts', 'roster', 'clock', exists (select from people.duty_shifts)),
        (6, 'residents', 'import', 'person-plus', exists (select from people.relations)),
        (7, 'order', 'orders', 'tools', exists (select from desk.orders))
    ) as s (n, code, page, icon, done)
    where not s.done
    order by s.n;
end
$$;
comment on function desk.first_steps() is 'What a new company has to do first
@decides';
