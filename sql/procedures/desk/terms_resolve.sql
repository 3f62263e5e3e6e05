create function desk.terms_resolve(
    p_service bigint,
    p_priority text,
    p_moment timestamptz,
    p_time_zone text default 'Europe/Moscow',
    out due_at timestamptz,
    out ground text,
    out clock text,
    out amount interval,
    out response_due timestamptz
)
language plpgsql
stable
as $$
/*
The limits that hold for a service at a moment, each until when: of resolution the service's own term, else that of the
priority, else ten working days (Правила № 416, п. 36), with its ground, clock and amount; of response likewise, else the
time within which an order of the priority is to be accepted.
*/
declare
    v_term record;
begin
    for v_term in
        select distinct on (t.kind) t.kind, t.clock, t.amount, t.ground
        from desk.terms as t
        where
            (t.service_id = p_service or t.priority = p_priority)
            and t.during @> (p_moment at time zone p_time_zone)::date
        order by t.kind, t.service_id nulls last, t.term_id desc
    loop
        if v_term.kind = 'response' then
            response_due := desk.term_add(p_moment, v_term.clock, v_term.amount, p_time_zone);
        else
            clock := v_term.clock;
            amount := v_term.amount;
            ground := v_term.ground;
        end if;
    end loop;
    if clock is null then
        clock := 'working_days';
        amount := interval '10 days';
        ground := 'Правила № 416, п. 36';
    end if;
    due_at := desk.term_add(p_moment, clock, amount, p_time_zone);
    if response_due is null then
        response_due := (
            select desk.term_add(p_moment, p.claim_clock, p.claim_within, p_time_zone)
            from desk.priorities as p
            where p.priority = p_priority
        );
    end if;
end
$$;
comment on function desk.terms_resolve(bigint, text, timestamptz, text) is
'Which limits hold for a service at a moment, and until when';
