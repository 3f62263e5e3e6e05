create function desk.routing_rule_text(
    p_rule desk.routing_rules
)
returns text
language sql
stable
security definer
set search_path = ''
as $$
/* A routing rule in words, for the history: what, where → who. */
select concat_ws(
    ', ',
    (select s.title from desk.services as s where s.service_id = p_rule.service_id),
    (select t.title from people.specializations as t where t.specialization = p_rule.specialization),
    (select z.name from estate.zones as z where z.zone_id = p_rule.zone_id),
    (select h.address from estate.houses as h where h.house_id = p_rule.house_id)
) || ' → ' || (select s.name from people.staff as s where s.staff_id = p_rule.staff_id)
|| case when p_rule.active then '' else ' (выключено)' end
$$;
comment on function desk.routing_rule_text(desk.routing_rules) is 'A routing rule in words, for the history';
