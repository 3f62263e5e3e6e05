create function desk.company_contacts()
returns table (
    company text,
    emergency_phone text,
    office_phone text,
    office_hours text,
    office_address text,
    office_email text,
    company_max text,
    company_max_link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
How to reach the company, from its settings: the round-the-clock emergency telephone first. Its page in MAX, an
obligatory channel from 01.09.2026 (Правила № 416), as it is said and as a link where it is an address.
*/
begin
    return query
    select
        coalesce(cabinet.setting('company_name'), (select c.name::text from estate.company as c)),
        cabinet.setting('emergency_phone'), cabinet.setting('office_phone'), cabinet.setting('office_hours'),
        cabinet.setting('office_address'), cabinet.setting('office_email'),
        regexp_replace(m.page, '^https?://', ''), case when m.page ~ '^https?://' then m.page end
    from (select nullif(trim(cabinet.setting('company_max')), '') as page) as m;
end
$$;
comment on function desk.company_contacts() is 'How to reach the company, from its settings
@decides';
