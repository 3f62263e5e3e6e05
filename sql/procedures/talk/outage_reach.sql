create function talk.outage_reach(
    p_outage lib.outage_ref
)
returns table (
    people integer,
    by_bell integer,
    by_email integer,
    nobody integer,
    flats integer,
    flats_silent integer
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Whom a message of an outage reaches, in counts: people, those who have signed in (the bell), those with e-mail, those with
neither, flats, flats where nobody is reached by any channel (for them a sheet hangs in the entrance). No persons leave.
Errors: not_found.
*/
begin
    if not exists (select from talk.outages_seen(array[p_outage::bigint])) or people.my_scope() not in ('sees_all', 'sees_houses')
    then
        perform cabinet.refuse('not_found', p_field => 'p_outage');
    end if;
    return query
    with concerned as materialized (
        select
            u.user_id, u.email is not null as mail,
            exists (select from people.sessions as s where s.user_id = u.user_id) as bell
        from talk.outage_affected(array[p_outage::bigint], people.today()) as a
        join people.users as u on u.user_id = a.user_id
        where u.blocked_at is null and not u.is_system
    ),

    places as materialized (
        select distinct f.premise_id
        from talk.outage_places as p
        join estate.premises as f
            on f.house_id = p.house_id
            and (p.entrance_id is null or f.entrance_id = p.entrance_id)
            and (p.riser is null or f.extra ->> 'riser' = p.riser)
        where p.outage_id = p_outage and f.kind in ('flat', 'room')
    ),

    reached as (
        select distinct l.premise_id
        from concerned as c
        join people.relations as l on l.user_id = c.user_id and l.during @> people.today()
        where c.mail or c.bell
    )

    select
        (select count(*) from concerned)::integer, (select count(*) from concerned as c where c.bell)::integer,
        (select count(*) from concerned as c where c.mail)::integer,
        (select count(*) from concerned as c where not c.mail and not c.bell)::integer,
        (select count(*) from places)::integer,
        (select count(*) from places as p where p.premise_id not in (select r.premise_id from reached as r))::integer;
end
$$;
comment on function talk.outage_reach(lib.outage_ref) is 'Whom a message of an outage reaches, in counts
@decides';
