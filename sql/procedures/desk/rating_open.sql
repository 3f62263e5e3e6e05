create function desk.rating_open(
    p_closed_at timestamptz,
    p_rated_at timestamptz default null
)
returns boolean
language plpgsql
stable
as $$
/*
Whether an order that was closed then may still be rated (setting rating_days), and what was rated then changed (setting
rating_change_days). Null: not closed, not rated yet.
*/
begin
    return (
        p_closed_at is null
        or p_closed_at >= lib.moment() - make_interval(days => cabinet.setting('rating_days')::integer)
    ) and (
        p_rated_at is null
        or p_rated_at >= lib.moment() - make_interval(days => cabinet.setting('rating_change_days')::integer)
    );
end
$$;
comment on function desk.rating_open(timestamptz, timestamptz) is 'Whether an order may still be rated';
