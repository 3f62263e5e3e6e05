create function shared.house_outages(
    p_house lib.house_ref
)
returns table (
    title text,
    state lib.state,
    place text,
    starts_at timestamptz,
    until lib.due,
    _icon text,
    _badge_state text,
    _badge_until text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Outages of the house: those that last, those to come, the last ones that are over. */
begin
    return query
    select
        o.title, cabinet.said('outage.state.' || o.stage)::lib.state, o.place, o.starts_at,
        coalesce(o.ended_at, o.planned_end)::lib.due, o.icon, o.badge,
        case o.stage when 'overdue' then 'bad' end, 'outage?outage=' || o.outage_id
    from talk.outage_list(p_tab => 'all', p_house => p_house, p_limit => 5) as o;
end
$$;
comment on function shared.house_outages(lib.house_ref) is 'Отключения
@kind cards
@bold title state
@column title -
@column place Где
@column starts_at С
@column until До
@hide_empty';

create function shared.house_hours(
    p_house lib.house_ref,
    p_month date default null
)
returns table (
    utility text,
    place text,
    hours lib.hours,
    planned_hours lib.hours,
    emergency_hours lib.hours,
    month_allowed lib.hours,
    over_month lib.hours,
    longest_hours lib.hours,
    once_allowed lib.hours,
    _badge_over_month text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Hours without each utility in a month, this one unless another is named, against what the law allows. */
begin
    return query
    select
        case when lib.language() = 'en' then u.title_en else u.title::text end,
        coalesce(nullif(concat_ws(
            ', ',
            case when e.number is not null then cabinet.said('outage.entrance', jsonb_build_object('n', e.number)) end,
            case when i.riser is not null then cabinet.said('outage.riser', jsonb_build_object('n', i.riser)) end
        ), ''), cabinet.said('outage.whole_house')),
        i.hours::lib.hours, i.planned_hours::lib.hours, i.emergency_hours::lib.hours, i.month_allowed::lib.hours,
        i.over_month::lib.hours, i.longest_hours::lib.hours, i.once_allowed::lib.hours,
        case when i.over_month > 0 then 'bad' end
    from talk.hours_seen(p_house, coalesce(p_month, people.today())) as i
    join estate.utilities as u on u.utility = i.utility
    left join estate.entrances as e on e.entrance_id = i.entrance_id
    order by u.position, e.number nulls first, i.riser nulls first;
end
$$;
comment on function shared.house_hours(lib.house_ref, date) is 'Часы без услуг за месяц
Наложения отключений посчитаны один раз.
@fold
@filter p_month
@field p_month Месяц (любой его день)
@bold utility hours over_month
@column utility Услуга
@column place Где
@column hours Часов
@column planned_hours Планово
@column emergency_hours Аварийно
@column month_allowed Можно за месяц
@column over_month Сверх нормы
@column longest_hours Самое долгое
@column once_allowed Можно подряд
@empty В этом месяце перерывов не было';
