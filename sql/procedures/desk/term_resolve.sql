create function desk.term_resolve(
    p_service bigint,
    p_priority text,
    p_kind text,
    p_moment timestamptz,
    p_time_zone text default 'Europe/Moscow'
)
returns table (
    due_at timestamptz,
    ground text,
    clock text,
    amount interval
)
language plpgsql
stable
as $$
/*
The limit that holds for a service at a moment: its own term, else that of the priority, else ten working days
(Правила № 416, п. 36). p_kind: response or resolution. A response without a term row takes the priority's claim time.
*/
declare
    v_term desk.terms;
    v_priority desk.priorities;
begin
    select t.*
    into v_term
    from desk.terms as t
    where
        (t.service_id = p_service or t.priority = p_priority)
        and t.kind = p_kind
        and t.during @> (p_moment at time zone p_time_zone)::date
    order by t.service_id nulls last, t.term_id desc
    limit 1;
    if v_term.term_id is not null then
        clock := v_term.clock;
        amount := v_term.amount;
        ground := v_term.ground;
    elsif p_kind = 'response' then
        select p.* into v_priority from desk.priorities as p where p.priority = p_priority;
        clock := v_priority.claim_clock;
        amount := v_priority.claim_within;
        ground := v_priority.title;
    else
        clock := 'working_days';
        amount := interval '10 days';
        ground := 'Правила № 416, п. 36';
    end if;
    due_at := desk.term_add(p_moment, clock, amount, p_time_zone);
    return next;
end
$$;
comment on function desk.term_resolve(bigint, text, text, timestamptz, text) is
'Which limit holds for a service at a moment, and until when';
