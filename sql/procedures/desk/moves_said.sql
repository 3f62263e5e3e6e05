create function desk.moves_said(
    p_order bigint,
    p_actors text[]
)
returns text
language sql
stable
as $$
/* The moves open to these actors from the order's state, as a refusal lists them: «Начать», «Отклонить»; else a dash. */
select coalesce(string_agg(
    '«' || case when lib.language() = 'en' then m.title_en else m.title end || '»', ', ' order by s.position
), '—')
from desk.orders as o
join desk.moves as m
    on m.scenario = o.scenario and m.version = o.scenario_version and m.from_state = o.state
join desk.states as s on s.state = m.to_state
where o.order_id = p_order and m.actors && p_actors
$$;
comment on function desk.moves_said(bigint, text[]) is 'The moves open to these actors, in words
@internal';
