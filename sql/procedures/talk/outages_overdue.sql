create function talk.outages_overdue()
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
«Срок вышел, продлите или закройте»: announced outages whose planned end has passed; their author and the dispatchers are told
once for each end. Returns how many.
*/
declare
    v_count bigint;
begin
    with late as (
        update talk.outages as o
        set overdue_told_at = o.planned_end
        where
            o.state = 'announced' and o.planned_end <= lib.moment()
            and o.overdue_told_at is distinct from o.planned_end
        returning o.outage_id, o.number, o.user_id, o.planned_end, o.utility
    ),

    told as (
        select
            talk.event_raise(
                'outage_overdue', l.outage_id, p_user => l.user_id,
                p_house => (select min(p.house_id) from talk.outage_places as p where p.outage_id = l.outage_id),
                p_values => jsonb_build_object(
                    'number', l.number, 'said', u.said, 'said_en', u.said_en,
                    'place', talk.outage_places_said(l.outage_id, 'ru'),
                    'at', talk.moment_text(l.planned_end, 'ru', talk.outage_zone(l.outage_id)),
                    'at_en', talk.moment_text(l.planned_end, 'en', talk.outage_zone(l.outage_id))
                )
            )
        from late as l
        join estate.utilities as u on u.utility = l.utility
    )

    select count(*) into v_count from told;
    return v_count;
end
$$;
comment on function talk.outages_overdue() is 'Tells of outages whose end has passed
@for worker';
