create function people.permit_put(
    p_staff bigint,
    p_specialization text,
    p_valid_until date,
    p_title text default null,
    p_number text default null,
    p_issued_on date default null,
    p_file uuid default null
)
returns bigint
language plpgsql
volatile
as $$
/* A permit of a trade (or of none: work at height) with its end kept. Errors: permit_days, file_unknown. */
declare
    v_id bigint;
    v_issued date := coalesce(p_issued_on, least(people.today(), p_valid_until));
begin
    if v_issued > p_valid_until then
        perform cabinet.refuse('permit_days', p_field => 'p_valid_until');
    end if;
    if p_file is not null then
        perform cabinet.files_hang(array[p_file], 'p_file', p_staff => p_staff, p_internal => true);
    end if;
    insert into people.permits (staff_id, specialization, title, number, issued_on, valid_until, file_id, created_at)
    select
        p_staff, p_specialization,
        coalesce(nullif(trim(p_title), ''), s.title, 'Допуск'), nullif(trim(p_number), ''), v_issued, p_valid_until, p_file,
        lib.moment()
    from (select) as one
    left join people.specializations as s on s.specialization = p_specialization
    returning permit_id into v_id;
    perform people.permits_keep(p_staff, p_specialization);
    return v_id;
end
$$;
comment on function people.permit_put(bigint, text, date, text, text, date, uuid) is 'A permit with its end kept
@internal';
