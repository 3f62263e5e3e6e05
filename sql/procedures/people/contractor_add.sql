create function people.contractor_add(
    p_name text,
    p_contract_number text,
    p_contract_on date,
    p_from date,
    p_to date,
    p_trades text[],
    p_zones bigint[] default '{}',
    p_houses bigint[] default '{}',
    p_inn text default null,
    p_contact_name text default null,
    p_phone text default null,
    p_email text default null,
    p_responds_hours numeric default null,
    p_capacity integer default 20,
    p_permit_until date default null,
    p_note text default null
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
A firm as a performer: a person of its own (without a cabinet), a staff row employed for the term of the contract, its trades and
places. Routed as everybody. Errors: period_wrong, contractor_inn, contractor_trades, contractor_place, and those of people.user_create,
people.staff_hire, people.staff_scope_set.
*/
declare
    v_user bigint;
    v_staff bigint;
    v_id bigint;
begin
    perform people.office_demand('{supervisor}');
    if p_from > p_to then
        perform cabinet.refuse('period_wrong', p_field => 'p_to');
    elsif nullif(trim(p_inn), '') !~ '^(\d{10}|\d{12})$' then
        perform cabinet.refuse('contractor_inn', p_field => 'p_inn');
    elsif cardinality(coalesce(p_trades, '{}')) = 0 then
        perform cabinet.refuse('contractor_trades', p_field => 'p_trades');
    elsif cardinality(coalesce(p_zones, '{}')) + cardinality(coalesce(p_houses, '{}')) = 0 then
        perform cabinet.refuse('contractor_place', p_field => 'p_zones');
    end if;
    v_user := people.user_create(p_name => p_name, p_phone => p_phone, p_email => p_email);
    v_staff := people.staff_hire(
        p_user => v_user, p_position => 'Подрядчик', p_capacity => p_capacity, p_from => p_from, p_specializations => p_trades,
        p_permit_until => coalesce(p_permit_until, p_to)
    );
    update people.staff as s set employed = daterange(p_from, p_to, '[]') where s.staff_id = v_staff;
    perform people.staff_scope_set(
        p_staff => v_staff, p_zones => coalesce(p_zones, '{}'), p_houses => coalesce(p_houses, '{}'), p_from => p_from);
    insert into people.contractors (
        staff_id, name, inn, contact_name, phone, email, contract_number, contract_on, during, responds_within, note, created_at
    )
    values (
        v_staff, trim(p_name), nullif(trim(p_inn), ''), nullif(trim(p_contact_name), ''), lib.phone_digits(p_phone),
        lower(nullif(trim(p_email), '')), trim(p_contract_number), p_contract_on, daterange(p_from, p_to, '[]'),
        make_interval(secs => (p_responds_hours * 3600)::double precision), nullif(trim(p_note), ''), lib.moment()
    )
    returning contractor_id into v_id;
    return v_id;
end
$$;
comment on function people.contractor_add(
    text, text, date, date, date, text[], bigint[], bigint[], text, text, text, text, numeric, integer, date, text
) is 'A firm as a performer
@decides';
