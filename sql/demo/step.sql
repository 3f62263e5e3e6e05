-- Deeds that belong to no order, and the step that lives a week of the agenda.
create function demo.join(
    p_wish integer
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A guest asks to be let in. */
begin
    perform people.join_request(
        p_house => h.house_id, p_flat => w.flat, p_name => w.name, p_phone => w.phone, p_proof => w.proof,
        p_kind => w.relation
    )
    from demo.join_wishes as w
    join demo.houses as h on h.street = w.street and h.number = w.house
    where w.days_ago = p_wish;
end
$$;

create function demo.act_alone(
    p_deed text,
    p_word text
)
returns void
language plpgsql
volatile
as $$
/* What belongs to no order: jobs of the worker, news, notices that are read, wishes to join, calls. */
declare
    v_job text;
    v_call bigint;
    v_user bigint;
    v_cabinet text;
begin
    case p_deed
        when 'jobs' then
            for v_job in
                select s.function_name from cabinet.schedules as s
                where s.enabled and s.function_name like 'desk.order%'
                order by s.job
            loop
                execute format('select %s()', v_job::regproc);
            end loop;
        when 'news' then
            perform demo.by('supervisor@example.ru', 'supervisor', (
                select format(
                    'select talk.news_publish(p_title => %L, p_body => %L, p_zone => %L, p_house => %L, p_public => %L)',
                    n.title, n.body, null, h.house_id, n.public
                )
                from demo.news as n
                left join demo.houses as h on h.n = (
                    select min(d.n) from demo.houses as d where d.street = n.street
                )
                where n.days_ago = p_word::integer
            ));
        when 'welcome' then
            for v_user in
                select r.user_id from demo.residents as r where r.n > 1000 order by r.n
            loop
                perform demo.enter(v_user, 'resident');
                perform demo.leave();
            end loop;
        when 'read' then
            perform talk.events_tell(array(select w.event_id from talk.events_waiting(1000000) as w));
            for v_user, v_cabinet in
                select n.user_id, coalesce(c.cabinet, 'resident')
                from talk.notices as n
                left join demo.crew as c on c.user_id = n.user_id
                where n.read_at is null
                group by n.user_id, c.cabinet
                having c.cabinet is not null or demo.pick('leisure' || n.user_id || lib.moment()::date, 3) = 0
                order by n.user_id
            loop
                perform demo.enter(v_user, v_cabinet);
                perform demo.execute('select talk.notice_read()');
                perform demo.leave();
            end loop;
        when 'join' then
            perform set_config('role', 'cab_guest', true);
            perform demo.join(p_word::integer);
            perform demo.leave();
        when 'join_decision' then
            perform demo.by('operator@example.ru', 'operator', (
                select format(
                    'select people.join_decide(p_request => %L, p_decision => %L, p_reason => %L)', r.request_id, w.decision,
                    case w.decision
                        when 'need_document' then 'Нужна справка о регистрации или подпись собственника. Принесите в офис или приложите фото.'
                        when 'refused' then 'По этой квартире указан другой собственник. Если это ошибка, приходите с выпиской.'
                    end
                )
                from demo.join_wishes as w
                join people.join_requests as r on r.phone = w.phone
                where w.days_ago = p_word::integer
            ));
        when 'call' then
            -- before the next call the promised ones are made: only the last may still be owed
            for v_call in
                select c.call_id from desk.calls as c
                where c.call_back_by < lib.moment() and c.called_back_at is null
                order by c.call_id
            loop
                perform demo.by('operator@example.ru', 'operator', format('select desk.call_back_done(p_call => %L)', v_call));
            end loop;
            perform demo.by('operator' || case demo.pick(p_word, 2) when 0 then '' else '2' end || '@example.ru', 'operator', (
                select format(
                    'select desk.call_record(p_result => %L, p_phone => %L, p_premise => %L, p_note => %L, p_call_back_in => %L)',
                    k.result, '+79245' || lpad(demo.pick('phone' || p_word, 1000000)::text, 6, '0'), f.premise_id,
                    demo.phrase(k.result, p_word), case k.result when 'call_back' then interval '10 minutes' end
                )
                from demo.flats as f
                cross join (select case when p_word like 'owed%' or (p_word like 'call%' and demo.pick(p_word, 6) = 0) then 'call_back' else 'advice' end as result) as k
                where f.n = 1 + demo.pick('flat' || p_word, 892)
            ));
    end case;
end
$$;

create function demo.step()
returns text
language plpgsql
volatile
as $$
/* Lives the next week of the agenda and says how far it got; null when the end is reached. */
declare
    v_clock demo.clock;
    v_row demo.agenda;
    v_until timestamptz;
    v_now timestamptz;
begin
    select c.* into v_clock from demo.clock as c;
    select least(v_clock.ends, min(a.at) + interval '7 days')
    into v_until
    from demo.agenda as a
    where not a.done and a.at <= v_clock.ends
    having count(*) > 0;
    if v_until is null then
        return null;
    end if;
    loop
        select a.*
        into v_row
        from demo.agenda as a
        where not a.done and a.at <= v_until
        order by a.at, a.agenda_id
        limit 1;
        exit when v_row.agenda_id is null;
        v_now := greatest(v_now, v_row.at);
        perform set_config('sokol.moment', v_now::text, true);
        if v_row.plan is null then
            perform demo.act_alone(v_row.deed, v_row.word);
        else
            perform demo.act(v_row.plan, v_row.deed, v_row.word);
        end if;
        update demo.agenda as a set done = true where a.agenda_id = v_row.agenda_id;
    end loop;
    perform talk.events_tell(array(select w.event_id from talk.events_waiting(1000000) as w));
    perform set_config('sokol.moment', '', true);
    analyze desk.orders, desk.order_events, desk.order_files, desk.messages, desk.order_members, cabinet.files,
        people.sessions, people.sign_in_attempts, talk.events, talk.notices, talk.outbox, demo.agenda;
    return format(
        'lived until %s: %s orders, %s messages', to_char(v_until at time zone v_clock.zone, 'YYYY-MM-DD'),
        (select count(*) from desk.orders), (select count(*) from desk.messages)
    );
end
$$;
