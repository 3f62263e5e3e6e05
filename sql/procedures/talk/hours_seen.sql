create function talk.hours_seen(
    p_house bigint,
    p_month date
)
returns table (
    utility text,
    entrance_id bigint,
    riser text,
    hours numeric,
    planned_hours numeric,
    emergency_hours numeric,
    longest_hours numeric,
    month_allowed numeric,
    once_allowed numeric,
    over_month numeric,
    over_once numeric
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* talk.interruption_hours for staff who see the house; a foreign house has no rows. */
begin
    if not coalesce(people.sees_all(), false) and not (
        people.my_scope() = 'sees_houses' and p_house in (select people.visible_houses())
    ) then
        return;
    end if;
    return query select i.* from talk.interruption_hours(p_house, p_month) as i;
end
$$;
comment on function talk.hours_seen(bigint, date) is 'Hours without a utility in a house in a month, for its staff
@decides';
