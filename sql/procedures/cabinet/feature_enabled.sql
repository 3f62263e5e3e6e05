create function cabinet.feature_enabled(
    p_feature text,
    p_house bigint default null
)
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Whether an option is on for a house: its own row wins, then the nearest zone upward, then the company's. */
begin
    return coalesce(
        (
            select o.enabled
            from cabinet.feature_overrides as o
            where o.feature = p_feature and o.house_id = p_house
        ),
        (
            with recursive upward (zone_id, depth) as (
                select h.zone_id, 0 from estate.houses as h where h.house_id = p_house
                union all
                select z.parent_id, u.depth + 1
                from upward as u
                join estate.zones as z on z.zone_id = u.zone_id
                where z.parent_id is not null and u.depth < 20
            )

            select o.enabled
            from upward as u
            join cabinet.feature_overrides as o on o.zone_id = u.zone_id and o.feature = p_feature
            order by u.depth
            limit 1
        ),
        (select f.enabled from cabinet.features as f where f.feature = p_feature),
        true
    );
end
$$;
comment on function cabinet.feature_enabled(text, bigint) is 'Whether an option of the product is on for a house';
