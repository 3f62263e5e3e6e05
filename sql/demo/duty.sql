-- Duty lives: shifts of half a year laid by patterns, leave in every state, who fell ill today, permits, firms with their links
-- and acts.

create function demo.tell()
returns void
language plpgsql
volatile
as $$
/* The worker tells what has just happened. */
begin
    perform talk.events_tell(array(select w.event_id from talk.events_waiting(1000000) as w));
end
$$;

create function demo.boss(
    p_at timestamptz,
    p_sql text
)
returns text
language plpgsql
volatile
as $$
/* The supervisor does something at a moment. */
begin
    perform set_config('sokol.moment', p_at::text, true);
    return demo.by('supervisor@example.ru', 'supervisor', p_sql);
end
$$;

create function demo.lay(
    p_handle text,
    p_pattern text,
    p_from date,
    p_to date
)
returns integer
language plpgsql
volatile
as $$
/* A pattern for one person, from day to day. */
begin
    return demo.by('supervisor@example.ru', 'supervisor', (
        select format(
            'select people.pattern_lay(p_staff => %s, p_pattern => %s, p_from => %L, p_to => %L)', c.staff_id, p.duty_pattern_id,
            p_from, p_to)
        from demo.crew as c
        cross join people.duty_patterns as p
        where c.handle = p_handle and p.title = p_pattern
    ))::integer;
end
$$;

create function demo.leave_wish(
    p_handle text,
    p_at timestamptz,
    p_from date,
    p_days integer,
    p_kind text,
    p_note text,
    p_stands text default null
)
returns bigint
language plpgsql
volatile
as $$
/* Somebody asks for leave. */
begin
    perform set_config('sokol.moment', p_at::text, true);
    return demo.by((select c.email from demo.crew as c where c.handle = p_handle), (
        select c.cabinet from demo.crew as c where c.handle = p_handle
    ), format(
        'select people.leave_ask(p_from => %L, p_to => %L, p_kind => %L, p_replacement => %s, p_note => %L)', p_from,
        p_from + p_days - 1, p_kind,
        coalesce((select c.staff_id::text from demo.crew as c where c.handle = p_stands), 'null'), p_note))::bigint;
end
$$;

create function demo.firm_order(
    p_firm bigint,
    p_service text,
    p_street text,
    p_number text,
    p_words text,
    p_created timestamptz,
    p_report text default null,
    p_act text default null,
    p_amount numeric default null,
    p_picture text default null
)
returns bigint
language plpgsql
volatile
as $$
/*
An order of the dispatcher that goes to a firm, which gets a link and accepts by it; with p_report it also reports with a photo, and
with p_act sends its act.
*/
declare
    v_order bigint;
    v_token text;
begin
    perform set_config('sokol.moment', p_created::text, true);
    v_order := demo.by('operator@example.ru', 'operator', (
        select format(
            'select desk.order_create(p_service => %s, p_house => %s, p_entrance => %s, p_description => %L, p_channel => %L)',
            s.service_id, h.house_id,
            case when s.place in ('entrance', 'lift') then (
                select min(e.entrance_id) from estate.entrances as e where e.house_id = h.house_id
            )::text else 'null' end, p_words, 'phone')
        from desk.services as s
        cross join demo.houses as h
        where s.code = p_service and h.street = p_street and h.number = p_number
    ))::bigint;
    if (select o.assignee_id from desk.orders as o where o.order_id = v_order) is distinct from (
        select c.staff_id from people.contractors as c where c.contractor_id = p_firm
    ) then
        perform demo.by('supervisor@example.ru', 'supervisor', (
            select format(
                'select desk.order_assign(p_order => %s, p_staff => %s, p_reason => %L)', v_order, c.staff_id,
                'По договору этот дом за подрядчиком')
            from people.contractors as c where c.contractor_id = p_firm
        ));
    end if;
    v_token := split_part(demo.boss(p_created + interval '4 minutes', format('select desk.contractor_link(%s)', v_order)), '/go/', 2);
    perform set_config('sokol.moment', (p_created + interval '25 minutes')::text, true);
    perform demo.by_link(format('select guest.link_accept(%L)', v_token));
    if p_report is not null then
        perform set_config('sokol.moment', (p_created + interval '5 hours')::text, true);
        perform demo.by_link(format(
            'select guest.link_report(p_token => %L, p_note => %L, p_minutes => %s, p_photos => demo.photo_put(%L, %L, %L), '
            'p_before => demo.photo_put(%L, %L, %L))',
            v_token, p_report, 40 + demo.pick('firm' || v_order, 60), p_picture, 'after', 'firm' || p_words,
            p_picture, 'before', 'firm' || p_words));
    end if;
    if p_act is not null then
        perform set_config('sokol.moment', (p_created + interval '26 hours')::text, true);
        perform demo.by_link(format(
            'select guest.link_act(p_token => %L, p_number => %L, p_amount => %s)', v_token, p_act, p_amount));
    end if;
    perform demo.tell();
    return v_order;
end
$$;

create function demo.by_link(
    p_sql text
)
returns text
language plpgsql
volatile
as $$
/* Somebody without an account, by the link of a letter. */
declare
    v_result text;
begin
    -- what came with the form, by which files of a guest are taken
    insert into cabinet.form_tokens (token, action) values (gen_random_uuid(), 'link');
    perform set_config('sokol.session', '', true);
    perform set_config('role', 'cab_guest', true);
    v_result := demo.execute(p_sql);
    perform demo.leave();
    return v_result;
end
$$;

create function demo.firm_add(
    p_at timestamptz,
    p_name text,
    p_number text,
    p_trades text[],
    p_zone text,
    p_houses text[],
    p_ends date,
    p_rest text
)
returns bigint
language plpgsql
volatile
as $$
/* A firm with its contract of half a year ago. */
begin
    return demo.boss(p_at, format(
        'select people.contractor_add(p_name => %L, p_contract_number => %L, p_contract_on => %L, p_from => %L, p_to => %L, '
        'p_trades => %L, p_zones => %L, p_houses => %L, %s)', p_name, p_number, p_at::date - 160, p_at::date - 150, p_ends, p_trades,
        array(select z.zone_id from estate.zones as z where z.name = p_zone)::text,
        array(select h.house_id from demo.houses as h where h.street || ', ' || h.number = any (p_houses))::text, p_rest))::bigint;
end
$$;

do $$
declare
    v_now timestamptz := (select c.ends from demo.clock as c);
    v_zone text := (select c.zone from demo.clock as c);
    v_day date := (v_now at time zone v_zone)::date;
    v_monday date := date_trunc('week', v_day + 36)::date;
    v_twos date := v_day + 29 + (v_day + 29 - date '2026-01-01') % 2;
    v_until date := v_day + 182;
    v_leave bigint;
    v_swap bigint;
    v_firm bigint;
    v_address text := cabinet.setting('public_address');
begin
    update cabinet.settings as s set value = 'http://127.0.0.1:8000' where s.key = 'public_address' and coalesce(v_address, '') = '';

    -- half a year ahead: those who change every day, who is on call always, the five days, two by two
    perform demo.boss(v_now - interval '9 days', format(
        'select people.pattern_save(null, %L, 2, %L, %L, 24), people.pattern_save(null, %L, 1, %L, %L, 24)',
        'Сутки через сутки', '{1}', '08:00', 'Всегда на связи', '{1}', '08:00'));
    perform demo.lay(w.handle, 'Сутки через сутки', v_twos + w.shift, v_until)
    from (values ('plumber0', 0), ('plumber1', 1), ('electrician1', 0), ('electrician0', 1)) as w (handle, shift);
    perform demo.lay('lift', 'Всегда на связи', v_day + 29, v_until);
    perform demo.lay(w.handle, 'Пятидневка', v_monday, v_until)
    from unnest(array['carpenter', 'cleaner', 'operator0']) as w (handle);
    perform demo.lay('operator1', 'Два через два, ночь', v_day + 1, v_until);

    -- leave: agreed, refused, taken back, two that wait
    v_leave := demo.leave_wish('cleaner', v_now - interval '12 days', v_day + 20, 14, 'vacation', 'Поеду к сестре');
    perform demo.boss(v_now - interval '11 days', format('select people.leave_approve(%s, null, true)', v_leave));
    v_leave := demo.leave_wish('lift', v_now - interval '8 days', v_day + 5, 10, 'vacation', null);
    perform demo.boss(v_now - interval '7 days', format(
        'select people.leave_refuse(%s, %L)', v_leave, 'Лифты в эти дни освидетельствуют. Возьмите после 10-го числа'));
    v_leave := demo.leave_wish('carpenter', v_now - interval '6 days', v_day + 40, 3, 'other', 'Переезжаю');
    perform set_config('sokol.moment', (v_now - interval '5 days')::text, true);
    perform demo.by('carpenter@example.ru', 'manager', format('select people.leave_withdraw(%s)', v_leave));
    perform demo.leave_wish('plumber1', v_now - interval '2 days', v_day + 45, 14, 'vacation', 'Как в графике', 'plumber0');
    perform demo.leave_wish('operator1', v_now - interval '1 day', v_day + 9, 1, 'other', 'Экзамен у сына');

    -- an exchange of shifts that both agreed to waits for the manager
    perform set_config('sokol.moment', (v_now - interval '1 day')::text, true);
    v_swap := demo.by('plumber2@example.ru', 'manager', (
        select format(
            'select people.swap_ask(p_shift => %s, p_staff => %s, p_note => %L)', d.shift_id, b.staff_id, 'День рождения дочери')
        from demo.crew as a
        join people.duty_shifts as d on d.staff_id = a.staff_id and lower(d.during) > v_now + interval '6 days'
        join demo.crew as b on b.handle = 'plumber0'
        where a.handle = 'plumber1'
        order by lower(d.during)
        limit 1
    ))::bigint;
    perform set_config('sokol.moment', (v_now - interval '20 hours')::text, true);
    perform demo.by('plumber@example.ru', 'manager', format('select people.swap_answer(%s, %L)', v_swap, 'agreed'));

    -- permits: valid, about to end, ended, withdrawn
    perform demo.boss(v_now - interval '10 days', format(
        'select people.permit_add(p_staff => %s, p_title => %L, p_valid_until => %L, p_number => %L, p_issued_on => %L)',
        c.staff_id, w.title, w.until, w.number, w.until - 365))
    from (values
        ('carpenter', 'Работы на высоте, 2-я группа', v_day + 19, 'ВС-1184'),
        ('plumber0', 'Работы в колодцах и подвалах', v_day + 6, 'К-77'),
        ('plumber1', 'Работы в колодцах и подвалах', v_day - 4, 'К-78'),
        ('electrician0', 'Работы на высоте, 1-я группа', v_day + 210, 'ВС-1190')
    ) as w (handle, title, until, number)
    join demo.crew as c on c.handle = w.handle;
    perform demo.boss(v_now - interval '4 days', format(
        'select people.permit_withdraw(%s, %L)', p.permit_id, 'Проверку знаний пересдаёт 5-го числа'))
    from people.permits as p
    join demo.crew as c on c.staff_id = p.staff_id and c.handle = 'plumber1'
    where p.title = 'Работы в колодцах и подвалах';

    -- firms: lifts of one zone, joinery of some houses whose contract ends soon
    v_firm := demo.firm_add(
        v_now - interval '20 days', 'ООО «Лифтсервис»', '14/Л', '{lift_mechanic}', null, '{"Лесная, 7","Лесная, 9","Школьная, 6"}',
        v_day + 190, format(
            'p_inn => %L, p_contact_name => %L, p_phone => %L, p_email => %L, p_responds_hours => 2, p_note => %L',
            '2536000019', 'Гончар Роман Ильич', '+79245550301', 'lift@firm.example', 'Свой ключ от машинных помещений'));
    perform demo.firm_order(
        v_firm, 'lift_noise', 'Лесная', '7', 'Скрежет между четвёртым и пятым этажом', v_now - interval '12 days 3 hours',
        'Отрегулировали башмаки кабины, смазали направляющие', '41', 6800, 'lift');
    perform demo.firm_order(
        v_firm, 'lift_stopped', 'Школьная', '6', 'Кабина стоит на третьем этаже', v_now - interval '6 days 2 hours',
        'Заменили контактор дверей', '42', 11350, 'lift');
    perform demo.firm_order(
        v_firm, 'lift_button', 'Лесная', '9', 'Не светится кнопка восьмого этажа', v_now - interval '5 hours');
    perform demo.boss(v_now - interval '10 days', format('select people.act_decide(%s, %L)', a.contractor_act_id, 'accepted'))
    from people.contractor_acts as a where a.contractor_id = v_firm and a.number = '41';
    perform demo.boss(v_now - interval '7 days', format(
        'select people.act_decide(%s, %L, p_paid_on => %L)', a.contractor_act_id, 'paid', v_day - 7))
    from people.contractor_acts as a where a.contractor_id = v_firm and a.number = '41';
    v_firm := demo.firm_add(
        v_now - interval '20 days', 'ИП Сычёв, столярные работы', '9-2026', '{carpenter,general}', null,
        '{"Набережная, 2","Набережная, 4","Мира, 3"}', v_day + 25, format(
            'p_inn => %L, p_contact_name => %L, p_phone => %L, p_email => %L, p_responds_hours => 6',
            '253600004412', 'Сычёв Олег Вадимович', '+79245550302', 'joiner@firm.example'));
    perform demo.firm_order(
        v_firm, 'window_broken', 'Набережная', '2', 'Трещина во всё стекло на площадке второго этажа', v_now - interval '9 days 5 hours',
        'Заменили стекло и штапик', '7-К', 4200, 'window');
    perform demo.boss(v_now - interval '7 days 20 hours', format(
        'select people.act_decide(%s, %L, %L)', a.contractor_act_id, 'refused', 'В договоре 3 600 ₽ за такое окно. Пришлите новый акт'))
    from people.contractor_acts as a where a.contractor_id = v_firm and a.number = '7-К';
    perform demo.boss(v_now - interval '6 days', format(
        'select people.act_add(%s, %L, %s, p_order => %s)', v_firm, '8-К', 3600, a.order_id))
    from people.contractor_acts as a where a.contractor_id = v_firm and a.number = '7-К';
    perform demo.boss(v_now - interval '5 days 22 hours', format(
        'select people.act_decide(%s, %L)', a.contractor_act_id, 'accepted'))
    from people.contractor_acts as a where a.contractor_id = v_firm and a.number = '8-К';
    perform demo.firm_order(
        v_firm, 'entrance_door', 'Мира', '3', 'Дверь не доходит до конца', v_now - interval '4 hours');

    -- this morning: the joiner is ill, the firm stands in for him; then the night's job
    perform set_config('sokol.moment', (v_now - interval '90 minutes')::text, true);
    perform demo.by('carpenter@example.ru', 'manager', format(
        'select people.staff_ill(p_until => %L, p_replacement => %s)', v_day + 2, c.staff_id))
    from people.contractors as c where c.contractor_id = v_firm;
    perform people.permits_warn();
    perform demo.tell();
    update cabinet.settings as s set value = v_address where s.key = 'public_address';
    perform set_config('sokol.moment', '', true);
end
$$;
