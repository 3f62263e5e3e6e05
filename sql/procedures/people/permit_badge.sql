create function people.permit_badge(
    p_until date,
    p_withdrawn timestamptz default null
)
returns text
language plpgsql
stable
as $$
/* How urgent the end of a permit or contract is: 30 and 7 days before it, the day after it, or withdrawn. */
begin
    return case
        when p_withdrawn is not null then 'muted'
        when p_until < people.today() or p_until - people.today() <= 7 then 'bad'
        when p_until - people.today() <= 30 then 'warn'
        else 'ok'
    end;
end
$$;
comment on function people.permit_badge(date, timestamptz) is 'How urgent the end of a permit is';
