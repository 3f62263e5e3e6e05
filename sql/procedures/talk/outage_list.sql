create function talk.outage_list(
    p_tab text default 'now',
    p_search text default null,
    p_utility text default null,
    p_kind text default null,
    p_zone bigint default null,
    p_house bigint default null,
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    outage_id bigint,
    number bigint,
    utility text,
    title text,
    kind text,
    icon text,
    place text,
    starts_at timestamptz,
    planned_end timestamptz,
    ended_at timestamptz,
    stage text,
    badge text,
    orders bigint,
    people integer,
    me_too bigint,
    version integer,
    total bigint
)
language plpgsql
stable
set search_path = ''
as $$
/*
Outages as lists show them, under the walls of whoever asks. p_tab: now (announced and begun), planned, overdue, draft, past, all. stage:
draft, waits (15 s to take back), planned, now, overdue, ended, cancelled. The next to end first, what is over newest first.
*/
declare
    v_now timestamptz := lib.moment();
    v_like text := '%' || lower(replace(trim(coalesce(p_search, '')), 'ё', 'е')) || '%';
begin
    return query
    select
        w.outage_id, w.number, w.utility, w.title, w.kind, w.icon, talk.outage_places_said(w.outage_id, lib.language(), 3),
        w.starts_at, w.planned_end, w.ended_at, w.stage,
        case w.stage when 'overdue' then 'bad' when 'now' then case w.kind when 'emergency' then 'bad' else 'warn' end
            when 'planned' then 'info' when 'waits' then 'info' when 'ended' then 'ok' else 'muted' end,
        (select count(*) from desk.orders as r where r.outage_id = w.outage_id),
        (select max(m.people_count) from talk.outage_messages as m where m.outage_id = w.outage_id),
        (select count(*) from talk.outage_answers as a where a.outage_id = w.outage_id and a.kind = 'me_too'),
        w.version, w.total
    from (
        select
            o.outage_id, o.number, o.utility, case when lib.language() = 'en' then u.title_en else u.title::text end as title,
            o.kind, u.icon, o.starts_at, o.planned_end, o.ended_at, s.stage, o.version, count(*) over () as total
        from talk.outages as o
        join estate.utilities as u on u.utility = o.utility
        cross join lateral (
            select case
                when o.state in ('draft', 'ended', 'cancelled') then o.state
                when o.announced_at > v_now then 'waits'
                when o.planned_end <= v_now then 'overdue'
                when o.starts_at > v_now then 'planned'
                else 'now'
            end as stage
        ) as s
        where
            case p_tab
                when 'now' then s.stage in ('now', 'overdue', 'waits')
                when 'past' then s.stage in ('ended', 'cancelled')
                when 'all' then true
                else s.stage = p_tab
            end
            and (p_utility is null or o.utility = p_utility)
            and (p_kind is null or o.kind = p_kind)
            and (
                coalesce(trim(p_search), '') = '' and p_zone is null and p_house is null
                or o.number::text = regexp_replace(trim(coalesce(p_search, '')), '^№\s*', '')
                or exists (
                    select
                    from talk.outage_places as p
                    join estate.houses as h on h.house_id = p.house_id
                    where
                        p.outage_id = o.outage_id
                        and (p_house is null or h.house_id = p_house)
                        and (p_zone is null or h.zone_id in (select estate.zone_branch(array[p_zone])))
                        and (coalesce(trim(p_search), '') = '' or h.search like v_like)
                )
            )
        order by
            s.stage in ('ended', 'cancelled'), case when s.stage in ('ended', 'cancelled') then o.starts_at end desc,
            s.stage = 'draft', o.planned_end nulls last, o.outage_id desc
        limit p_limit offset p_offset
    ) as w;
end
$$;
comment on function talk.outage_list(text, text, text, text, bigint, bigint, integer, integer) is 'Outages as lists show them';
