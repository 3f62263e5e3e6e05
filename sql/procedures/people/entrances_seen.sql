create function people.entrances_seen(
    p_ids bigint[]
)
returns table (
    id bigint,
    name text,
    version integer
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Those of houses that are seen. Asked by cabinet.refs_seen. */
begin
    return query
    select e.entrance_id, s.name || ' · ' || cabinet.said('phrase.entrance', jsonb_build_object('number', e.number)), e.version
    from estate.entrances as e
    join people.houses_seen(
        array(select k.house_id from estate.entrances as k where k.entrance_id = any (p_ids))
    ) as s on s.id = e.house_id
    where e.entrance_id = any (p_ids);
end
$$;
comment on function people.entrances_seen(bigint[]) is 'Which of these entrances the acting person may open
@internal';
