create function people.leave_ask(
    p_from date,
    p_to date,
    p_kind text default 'vacation',
    p_replacement lib.staff_ref default null,
    p_note text default null
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
A member of staff asks for leave from day to day; the manager of their zone and the supervisors are told.
Errors: staff_only, period_wrong, not_found, leave_overlap.
*/
declare
    v_me bigint := people.my_staff();
    v_id bigint;
begin
    if v_me is null then
        perform cabinet.refuse('staff_only');
    elsif p_from > p_to or p_to - p_from > 365 or p_from < people.today() or p_kind not in ('vacation', 'other') then
        perform cabinet.refuse('period_wrong', p_field => 'p_to');
    elsif p_replacement = v_me or p_replacement is not null and not exists (
        select from people.staff as s where s.staff_id = p_replacement and s.employed @> p_from
    ) then
        perform cabinet.refuse('not_found', p_field => 'p_replacement');
    end if;
    perform from people.staff as s where s.staff_id = v_me for no key update;
    if exists (
        select from people.leaves as l where l.staff_id = v_me and l.during && daterange(p_from, p_to, '[]')
        union all
        select from people.leave_requests as r
        where r.staff_id = v_me and r.state = 'new' and r.during && daterange(p_from, p_to, '[]')
    ) then
        perform cabinet.refuse('leave_overlap', p_field => 'p_from');
    end if;
    insert into people.leave_requests (staff_id, during, kind, note, replacement_id, created_at)
    values (v_me, daterange(p_from, p_to, '[]'), p_kind, nullif(trim(p_note), ''), p_replacement, lib.moment())
    returning leave_request_id into v_id;
    perform talk.event_raise(
        'leave_asked', v_me, p_user => people.staff_chief(v_me), p_values => jsonb_build_object(
            'name', s.name, 'days', people.days_said(daterange(p_from, p_to, '[]')))
    )
    from people.staff as s
    where s.staff_id = v_me;
    return v_id;
end
$$;
comment on function people.leave_ask(date, date, text, lib.staff_ref, text) is 'A member of staff asks for leave
@decides';
