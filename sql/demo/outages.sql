-- Outages of the last weeks, by the dispatcher: one that is over, one that lasts, one that is planned, one past its end.
create function demo.outage(
    p_at timestamptz,
    p_kind text,
    p_utility text,
    p_street text,
    p_number text,
    p_starts timestamptz,
    p_end timestamptz,
    p_reason text,
    p_works text,
    p_ended timestamptz default null,
    p_late text default null
)
returns bigint
language plpgsql
volatile
as $$
/* Announced at a moment by the dispatcher and, with p_ended, over by then; the worker tells everybody. */
declare
    v_outage bigint;
begin
    perform set_config('sokol.moment', p_at::text, true);
    v_outage := demo.by('operator@example.ru', 'operator', format(
        'select talk.outage_save(p_kind => %L, p_utility => %L)', p_kind, p_utility))::bigint;
    perform demo.by('operator@example.ru', 'operator', format(
        'select talk.outage_place_add(p_outage => %s, p_place => %L)', v_outage, (
            select 'house:' || h.house_id from estate.houses as h where h.street = p_street and h.number = p_number)));
    perform demo.by('operator@example.ru', 'operator', format(
        'select talk.outage_time(p_outage => %s, p_starts => %L, p_end => %L, p_reason => %L, p_works_owner => %L, '
        'p_late_reason => %L)', v_outage, p_starts, p_end, p_reason, p_works, p_late));
    perform demo.by('operator@example.ru', 'operator', format('select talk.outage_announce(p_outage => %s)', v_outage));
    perform set_config('sokol.moment', (p_at + interval '1 minute')::text, true);
    perform talk.events_tell(array(select w.event_id from talk.events_waiting(1000000) as w));
    if p_ended is not null then
        perform set_config('sokol.moment', (p_ended + interval '10 minutes')::text, true);
        perform demo.by('operator@example.ru', 'operator', format(
            'select talk.outage_end(p_outage => %s, p_ended => %L)', v_outage, p_ended));
        perform talk.events_tell(array(select w.event_id from talk.events_waiting(1000000) as w));
    end if;
    perform set_config('sokol.moment', '', true);
    return v_outage;
end
$$;

do $$
declare
    v_now timestamptz := (select c.ends from demo.clock as c);
    v_zone text := (select c.zone from demo.clock as c);
    v_day date := (v_now at time zone v_zone)::date;
    v_ahead date;
begin
    perform set_config('sokol.moment', v_now::text, true);
    select d.day into v_ahead from people.working_days(v_day + 1, v_day + 60) as d (day) order by d.day offset 11 limit 1;
    perform demo.outage(
        (v_day - 9 + time '07:40') at time zone v_zone, 'emergency', 'hot_water', 'Садовая', '14',
        (v_day - 9 + time '07:15') at time zone v_zone, (v_day - 9 + time '18:00') at time zone v_zone,
        'Прорыв на вводе в дом', 'Аварийная служба', (v_day - 9 + time '20:30') at time zone v_zone);
    perform demo.outage(
        v_now - interval '3 days', 'planned', 'cold_water', 'Садовая', '12',
        (v_ahead + time '10:00') at time zone v_zone, (v_ahead + time '16:00') at time zone v_zone,
        'Меняем кран на стояке', 'АО «Водоканал»', null, 'Водоканал назначил день');
    perform demo.outage(
        v_now - interval '50 minutes', 'emergency', 'electricity', 'Садовая', '16', v_now - interval '1 hour',
        v_now + interval '3 hours', 'Повреждён кабель', 'Электросети');
end
$$;
