create function desk.term_resolve(
    p_service bigint,
    p_priority text,
    p_kind text,
    p_moment timestamptz,
    p_time_zone text default 'Europe/Moscow',
    out due_at timestamptz,
    out ground text,
    out clock text,
    out amount interval
)
language plpgsql
stable
as $$
/*
The limit that holds for a service at a moment: its own term, else that of the priority, else ten working days
(Правила № 416, п. 36). p_kind: response or resolution. A response without a term row takes the priority's claim time.
*/
begin
    select t.clock, t.amount, t.ground
    into clock, amount, ground
    from desk.terms as t
    where
        t.kind = p_kind
        and (t.service_id = p_service or t.priority = p_priority)
        and t.during @> (p_moment at time zone p_time_zone)::date
    order by t.service_id nulls last, t.term_id desc
    limit 1;
    if not found then
        clock := 'working_days';
        amount := interval '10 days';
        ground := 'Правила № 416, п. 36';
        if p_kind = 'response' then
            select p.claim_clock, p.claim_within, p.title
            into clock, amount, ground
            from desk.priorities as p
            where p.priority = p_priority;
        end if;
    end if;
    due_at := desk.term_add(p_moment, clock, amount, p_time_zone);
end
$$;
comment on function desk.term_resolve(bigint, text, text, timestamptz, text) is
'Which limit holds for a service at a moment, and until when';
