create function operator.duty_now()
returns table (
    name text,
    "position" text,
    phone lib.phone,
    where_text text,
    until timestamptz,
    open_orders bigint,
    _badge text,
    _icon text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Who is on duty now, with a phone to call. */
declare
    v_everywhere text := cabinet.said('phrase.all_zones');
begin
    return query
    with present as materialized (
        select x.* from desk.duty_now() with ordinality as x
    )

    select
        d.name, d."position", c.phone::lib.phone,
        coalesce((select z.name::text from estate.zones as z where z.zone_id = d.zone_id), v_everywhere),
        d.until, d.open_orders, case when d.on_call then 'ok' end, 'telephone'
    from present as d
    left join people.contacts_for(array(select p.user_id from present as p)) as c on c.user_id = d.user_id
    order by d.ordinality;
end
$$;
comment on function operator.duty_now() is 'Сейчас дежурят
@kind cards
@bold name position
@column until До
@column where_text Где
@column open_orders Открытых заявок
@empty Сейчас никто не дежурит. Аварийную заявку назначьте сами или позвоните управляющему
@personal';

create function operator.duty_next()
returns table (
    name text,
    "position" text,
    during tstzrange,
    where_text text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Shifts of the next seven days. */
begin
    return query
    select
        s.name::text, s."position", d.during, coalesce(z.name::text, cabinet.said('phrase.all_zones'))
    from people.duty_shifts as d
    join people.staff as s on s.staff_id = d.staff_id
    left join estate.zones as z on z.zone_id = d.zone_id
    where d.during && tstzrange(lib.moment(), lib.moment() + interval '7 days') and lower(d.during) > lib.moment()
    order by lower(d.during), s.name;
end
$$;
comment on function operator.duty_next() is 'Дальше по графику
@bold during name
@column during Когда
@column name Кто
@column where_text Где
@empty На неделю вперёд смен нет';

select cabinet.page_define(
    p_cabinet => 'operator', p_page => 'duty', p_title => 'Дежурные',
    p_blocks => 'absence_gaps duty_now duty_next | absence_list absence_do',
    p_icon => 'clock-history', p_menu => 80, p_group => 'Команда');
