create function people.booking_way(
    p_source text,
    p_object bigint,
    p_staff bigint,
    p_free_at timestamptz
)
returns text
language sql
stable
as $$
/* Where the acting person takes the free time instead: the form with it filled in; null where the cabinet has none. */
select case
    when p_source = 'visit' and c.cabinet = 'manager'
        then 'calendar_move?order=' || p_object || '&resource=' || p_staff || '&start=' || w.start
    when p_source = 'planned_work' and c.cabinet = 'manager'
        then 'calendar_work?work=' || p_object || '&resource=' || p_staff || '&start=' || w.start
    when p_source = 'planned_work' and c.cabinet = 'supervisor'
        then 'plan_move?work=' || p_object || '&start=' || w.start
end
from (select people.my_cabinet() as cabinet) as c
cross join (select to_char(p_free_at, 'YYYY-MM-DD"T"HH24:MI') as start) as w
$$;
comment on function people.booking_way(text, bigint, bigint, timestamptz) is 'Where the free time is taken
@internal';
