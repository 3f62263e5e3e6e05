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
At most so many orders a day and so many of the same text from one resident as the company says (settings order_day_limit,
order_same_limit); the day is that of the house. Emergencies are neither
limited nor counted. The person's row is locked, so that two forms at once cannot both be the tenth.
*/
declare
    v_midnight timestamptz := date_trunc('day', lib.moment() at time zone p_time_zone) at time zone p_time_zone;
    v_today integer;
    v_same integer;
    v_last bigint;
    v_most integer;
    v_most_same integer;
    v_phone text;
begin
    perform from people.users as u where u.user_id = p_user for no key update;
    select
        count(*),
        count(*) filter (where o.same),
        max(o.order_id) filter (where o.same),
        (select s.value from cabinet.settings as s where s.key = 'order_day_limit'),
        (select s.value from cabinet.settings as s where s.key = 'order_same_limit')
    into v_today, v_same, v_last, v_most, v_most_same
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
    if v_today < v_most and v_same < v_most_same then
        return;
    end if;
    v_phone := coalesce(cabinet.setting('emergency_phone'), cabinet.setting('office_phone'), '');
    if v_today >= v_most then
        perform cabinet.refuse('order_limit', p_values => jsonb_build_object('limit', v_most, 'phone', v_phone));
    else
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
comment on function desk.order_limit_check(bigint, bigint, text, text) is 'Orders a day, and of the same text
@internal';
