create function desk.order_falls(
    p_state text,
    p_assignee bigint,
    p_started timestamptz,
    p_due timestamptz
)
returns boolean
language sql
stable
as $$
/* Whether an open order falls if nobody steps in: without a performer, or with less than a fifth of its term left. Inlined. */
select p_state not in ('waiting', 'deferred', 'merged')
    and (p_assignee is null or p_due - (p_due - p_started) * 0.2 < lib.moment())
$$;
comment on function desk.order_falls(text, bigint, timestamptz, timestamptz) is 'Whether an open order falls if nobody steps in';
