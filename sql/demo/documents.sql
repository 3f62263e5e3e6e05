-- Papers of the last day, made by those who need them; the worker prints them when it starts.
do $$
declare
    v_day text;
begin
    perform set_config('sokol.moment', (select c.ends::text from demo.clock as c), true);
    v_day := people.today()::text;
    perform demo.by('petrova@example.ru', 'resident', format(
        'select resident.document_print(%s)', (
            select r.order_id
            from desk.work_reports as r
            join people.relations as l on l.premise_id = r.premise_id
            join people.users as u on u.user_id = l.user_id and u.email = 'petrova@example.ru'
            order by r.work_report_id desc
            limit 1
        )
    ));
    perform demo.by('supervisor@example.ru', 'supervisor', format('select supervisor.documents_day(%L)', v_day));
    perform demo.by(
        'supervisor@example.ru', 'supervisor',
        format('select supervisor.documents_roster(%s)', to_char(people.today(), 'YYYYMM'))
    );
    perform demo.by(
        'supervisor@example.ru', 'supervisor',
        format('select supervisor.news_print(%s)', (select max(n.news_id) from talk.news as n))
    );
    perform demo.by('manager@example.ru', 'manager', format(
        'select manager.order_dispute(%s)', (
            select o.order_id
            from desk.orders as o
            join people.zone_managers as m on m.zone_id = o.zone_id
            join people.staff as s on s.staff_id = m.staff_id
            join people.users as u on u.user_id = s.user_id and u.email = 'manager@example.ru'
            order by o.returned_count > 0 desc, o.order_id desc
            limit 1
        )
    ));
end
$$;
