create function talk.outage_boards_due(
    p_outage lib.outage_ref
)
returns table (
    entrance_id bigint,
    house text,
    entrance smallint,
    flats_silent integer,
    hung_at timestamptz,
    hung_version integer,
    report_code text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Entrances with flats that no channel reaches, where a sheet hangs: how many flats, when the sheet of the last message was marked
as hung, else the version that hangs there. Counts only, no persons. Errors: not_found.
*/
begin
    if not exists (select from talk.outages_seen(array[p_outage::bigint])) or people.my_scope() not in ('sees_all', 'sees_houses')
    then
        perform cabinet.refuse('not_found', p_field => 'p_outage');
    end if;
    return query
    select
        e.entrance_id, h.street || ', ' || h.number, e.number, count(*)::integer, b.hung_at, w.version, e.report_code
    from (
        select distinct f.premise_id, f.entrance_id
        from talk.outage_places as p
        join estate.premises as f
            on f.house_id = p.house_id
            and (p.entrance_id is null or f.entrance_id = p.entrance_id)
            and (p.riser is null or f.extra ->> 'riser' = p.riser)
        where p.outage_id = p_outage and f.kind in ('flat', 'room') and f.entrance_id is not null
    ) as f
    join talk.outages as o on o.outage_id = p_outage
    join estate.entrances as e on e.entrance_id = f.entrance_id
    join estate.houses as h on h.house_id = e.house_id
    left join talk.outage_boards as b
        on b.outage_id = o.outage_id and b.entrance_id = e.entrance_id and b.version = o.version
    left join lateral (
        select max(x.version) as version
        from talk.outage_boards as x
        where x.outage_id = o.outage_id and x.entrance_id = e.entrance_id
    ) as w on true
    where not exists (
        select
        from people.relations as l
        join people.users as u on u.user_id = l.user_id
        where
            l.premise_id = f.premise_id and l.during @> people.today() and u.blocked_at is null
            and (u.email is not null or exists (select from people.sessions as s where s.user_id = u.user_id))
    )
    group by e.entrance_id, h.house_id, b.hung_at, w.version
    order by h.street, h.number, e.number;
end
$$;
comment on function talk.outage_boards_due(lib.outage_ref) is 'Entrances where a sheet hangs for those whom no channel reaches
@decides';
