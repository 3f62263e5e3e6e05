-- Control calls: what residents answered about finished work. All was well, something was not, the work is not done, nobody answered.
do $$
declare
    v_clock demo.clock := (select c from demo.clock as c);
    -- the last morning or afternoon of the office that is over
    v_at timestamptz := (
        select (d.at::date - (d.at::time < '12:30')::integer + time '11:20') at time zone v_clock.zone
        from (select v_clock.ends at time zone v_clock.zone) as d (at)
    );
    v_good jsonb := '{"done": "true", "in_time": "true", "polite": "true", "tidy": "true", "money_asked": "false"}';
    v_answers jsonb[] := array[
        v_good,
        v_good || '{"in_time": "false"}',
        v_good || '{"tidy": "false"}',
        v_good - 'money_asked',
        v_good || '{"money_asked": "true", "polite": "false"}',
        v_good
    ];
    v_notes text[] := array[
        null, 'Ждали с десяти, пришёл в двенадцать', 'Мусор остался у двери, вынесли сами', 'Дома был сын, про деньги не знает',
        'Просил тысячу за прокладку, квитанции нет', 'Всё хорошо, спасибо'
    ];
    v_who text;
    v_order record;
begin
    -- work of the last days, closed already: the answers stand beside the rating
    for v_order in
        select
            p.order_id, p.n,
            date_trunc('day', p.closed_at at time zone v_clock.zone) at time zone v_clock.zone
                + interval '1 day 11 hours' + p.n * interval '9 minutes' as at
        from (
            select l.*, row_number() over (order by l.closed_at, l.order_id) as n
            from (
                select distinct on (o.assignee_id) o.order_id, o.closed_at
                from desk.orders as o
                where
                    o.state = 'closed' and o.assignee_id is not null and o.resident_id is not null
                    and o.completed_at > v_at - interval '8 days' and o.closed_at < v_at - interval '26 hours'
                    and not exists (select from desk.order_events as e where e.order_id = o.order_id and e.happened_at > v_at)
                order by o.assignee_id, o.closed_at desc, o.order_id desc
            ) as l
        ) as p
        where p.n <= cardinality(v_answers)
        order by p.n
    loop
        v_who := case when v_order.n % 3 = 0 then 'supervisor' else 'operator' end;
        perform set_config('sokol.moment', v_order.at::text, true);
        perform demo.by(v_who || '@example.ru', v_who, format(
            'select desk.quality_save(p_order => %s, p_answers => %L, p_note => %L)',
            v_order.order_id, v_answers[v_order.n], v_notes[v_order.n]));
    end loop;
    -- work that waits to be checked: said to be done, said not to be, and a telephone that nobody took
    for v_order in
        select o.order_id, row_number() over (order by o.completed_at, o.order_id) as n
        from desk.orders as o
        where
            o.state = 'completed' and o.completed_at < v_at - interval '2 hours'
            and exists (select from desk.orders_unchecked(o.order_id::lib.order_ref))
            and not exists (select from desk.order_events as e where e.order_id = o.order_id and e.happened_at > v_at)
        order by o.completed_at, o.order_id
        limit 3
    loop
        perform set_config('sokol.moment', (v_at + v_order.n * interval '6 minutes')::text, true);
        perform demo.by('operator@example.ru', 'operator', case v_order.n
            when 3 then format('select desk.order_check(p_order => %s, p_outcome => %L)', v_order.order_id, 'no_answer')
            else format(
                'select desk.quality_save(p_order => %s, p_answers => %L, p_note => %L)', v_order.order_id,
                case v_order.n when 1 then v_good when 2 then v_good || '{"done": "false"}' end,
                case v_order.n when 1 then 'Соседка подтвердила' when 2 then 'К вечеру снова то же самое' end)
        end);
    end loop;
    perform talk.events_tell(array(select w.event_id from talk.events_waiting(1000000) as w));
    perform set_config('sokol.moment', '', true);
end
$$;
