create function people.working_hours_save(
    p_weekday smallint,
    p_working boolean,
    p_reason text,
    p_opens time default null,
    p_closes time default null,
    p_lunch_from time default null,
    p_lunch_to time default null
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Sets the working hours of a weekday, or makes it a day off. Terms already promised stay.
Errors: hours_order (422), hours_lunch (422), hours_none (422), rule_reason_required (422).
*/
declare
    v_old people.working_hours;
begin
    perform people.office_demand(array['supervisor']);
    if p_weekday not between 1 and 7 then
        perform cabinet.refuse('not_found');
    end if;
    select * into v_old from people.working_hours as w where w.weekday = p_weekday;
    if not p_working then
        if not exists (select from people.working_hours as w where w.weekday <> p_weekday) then
            perform cabinet.refuse('hours_none', p_field => 'p_working');
        end if;
        delete from people.working_hours as w where w.weekday = p_weekday;
    else
        if p_opens is null or p_closes is null or p_opens >= p_closes then
            perform cabinet.refuse('hours_order', p_field => 'p_closes');
        end if;
        if num_nonnulls(p_lunch_from, p_lunch_to) = 1
            or not (p_opens <= p_lunch_from and p_lunch_from < p_lunch_to and p_lunch_to <= p_closes)
        then
            perform cabinet.refuse('hours_lunch', p_field => 'p_lunch_to');
        end if;
        insert into people.working_hours (weekday, opens, closes, lunch_from, lunch_to)
        values (p_weekday, p_opens, p_closes, p_lunch_from, p_lunch_to)
        on conflict (weekday) do update
        set
            opens = excluded.opens, closes = excluded.closes,
            lunch_from = excluded.lunch_from, lunch_to = excluded.lunch_to;
    end if;
    perform cabinet.rule_change_put(
        'calendars', 'weekday.' || p_weekday, cabinet.said('phrase.weekday.' || p_weekday),
        to_char(v_old.opens, 'HH24:MI') || '–' || to_char(v_old.closes, 'HH24:MI'),
        case when p_working then to_char(p_opens, 'HH24:MI') || '–' || to_char(p_closes, 'HH24:MI') end,
        p_reason
    );
end
$$;
comment on function people.working_hours_save(smallint, boolean, text, time, time, time, time) is
'Sets the working hours of a weekday
@decides';
