create function desk.order_limit_check(
    p_user bigint,
    p_service bigint,
    p_description text,
    p_time_zone text
)
returns void
language plpgsql
volatile
as $$
/*
At most 10 orders a day and 2 of the same text from one resident; the day is that of the house. Emergencies are neither
limited nor counted. The person's row is locked, so that two forms at once cannot both be the tenth.
*/
declare
    v_midnight timestamptz := date_trunc('day', lib.moment() at time zone p_time_zone) at time zone p_time_zone;
    v_today integer;
    v_same integer;
    v_last bigint;
    v_phone text := coalesce(
        (select s.value from cabinet.settings as s where s.key = 'emergency_phone'),
        (select s.value from cabinet.settings as s where s.key = 'office_phone'), ''
    );
begin
    perform from people.users as u where u.user_id = p_user for no key update;
    select
        count(*),
        count(*) filter (where o.same),
        max(o.order_id) filter (where o.same)
    into v_today, v_same, v_last
    from (
        select
            r.order_id, r.open,
            r.service_id = p_service
            and lower(coalesce(r.description, '')) = lower(coalesce(p_description, '')) as same
        from desk.orders as r
        where
            r.resident_id = p_user and r.author_id = p_user and not r.emergency
            and r.created_at >= v_midnight and r.created_at <= lib.moment()
    ) as o;
    if v_today >= 10 then
        perform cabinet.refuse('order_limit', p_values => jsonb_build_object('limit', 10, 'phone', v_phone));
    elsif v_same >= 2 then
        perform cabinet.refuse(
            'order_same_text', p_field => 'p_description',
            p_values => jsonb_build_object(
                'number', (select o.number from desk.orders as o where o.order_id = v_last), 'phone', v_phone
            ),
            p_goto => '/resident/order?order=' || v_last
        );
    end if;
end
$$;
comment on function desk.order_limit_check(bigint, bigint, text, text) is '10 orders a day, 2 of the same text
@internal';
