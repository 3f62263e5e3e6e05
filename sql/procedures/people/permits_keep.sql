create function people.permits_keep(
    p_staff bigint,
    p_specialization text
)
returns void
language plpgsql
volatile
as $$
/*
The one writer of staff_specializations.permit_until: the last day of the longest permit of a trade that is not withdrawn, null
without one. Routing, duty and the call page read that column.
*/
begin
    update people.staff_specializations as t
    set permit_until = (
        select max(p.valid_until)
        from people.permits as p
        where p.staff_id = t.staff_id and p.specialization = t.specialization and p.withdrawn_at is null
    )
    where t.staff_id = p_staff and t.specialization = p_specialization;
end
$$;
comment on function people.permits_keep(bigint, text) is 'Keeps the end of a trade''s permit
@internal';
