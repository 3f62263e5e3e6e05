create function talk.news_notice_data(
    p_object bigint
)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
/* News as a notice for the board in the entrance (p_object: the news), for staff. */
begin
    if coalesce(people.my_scope(), '') not in ('sees_houses', 'sees_all') then
        perform cabinet.refuse('not_found');
    end if;
    return (
        select jsonb_build_object(
            'title', n.title, 'house_id', n.house_id, 'staff_only', true, 'time_zone', h.time_zone, 'body', n.body,
            'published_at', n.published_at, 'until', n.until, 'address', h.address, 'zone', z.name
        )
        from talk.news as n
        left join estate.houses as h on h.house_id = n.house_id
        left join estate.zones as z on z.zone_id = n.zone_id
        where n.news_id = p_object
    );
end
$$;
comment on function talk.news_notice_data(bigint) is 'News as a notice for the board in the entrance
@decides';
