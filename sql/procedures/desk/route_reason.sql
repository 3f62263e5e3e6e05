create function desk.route_reason(
    p_score jsonb
)
returns text
language plpgsql
stable
as $$
/* A candidate's score in words, in the person's language: «дом закреплён, 3 заявки, 180 мин». Words are texts. */
declare
    v_narrow integer := (p_score ->> 'narrow')::integer;
begin
    return concat_ws(
        ', ',
        cabinet.said('desk.route.' || case
            when p_score ->> 'duty' = 'true' then 'duty'
            when v_narrow = 0 then 'rule'
            when v_narrow = 1 then 'entrance'
            when v_narrow = 2 then 'house'
            when v_narrow = 3 then 'zone'
            else 'wide'
        end),
        case when p_score ? 'stands_for' then cabinet.said('desk.route.stands_for') end,
        cabinet.said('desk.route.load', p_score),
        case when p_score ? 'taking' then cabinet.said('desk.route.taking') end,
        case when p_score ? 'barred' then cabinet.said('desk.route.barred_' || (p_score ->> 'barred')) end
    );
end
$$;
comment on function desk.route_reason(jsonb) is 'A candidate''s score in words';
