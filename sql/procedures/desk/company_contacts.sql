create function desk.company_contacts()
returns table (
    company text,
    emergency_phone text,
    office_phone text,
    office_hours text,
    office_address text,
    office_email text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* How to reach the company, from its settings: the round-the-clock emergency telephone first. */
begin
    return query
    select
        coalesce(cabinet.setting('company_name'), (select c.name::text from estate.company as c)),
        cabinet.setting('emergency_phone'), cabinet.setting('office_phone'), cabinet.setting('office_hours'),
        cabinet.setting('office_address'), cabinet.setting('office_email');
end
$$;
comment on function desk.company_contacts() is 'How to reach the company, from its settings
@decides';
