create function people.relation_create(
    p_user lib.user_ref,
    p_premise lib.premise_ref,
    p_kind text,
    p_share numeric default null,
    p_from date default null,
    p_until date default null,
    p_grants text[] default null
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Links a person to a premise by a document at the office: owner with a share, social tenant, renter, relative; p_until is
the last day. Shares of one premise together at most 1. Errors: not_found, period_wrong, relation_overlap, share_wrong.
*/
declare
    v_during daterange;
    v_left numeric;
    v_house bigint;
    v_relation bigint;
begin
    perform people.office_demand('{supervisor,operator,admin}');
    if coalesce(p_until, 'infinity') < coalesce(p_from, people.today()) then
        perform cabinet.refuse('period_wrong', p_field => 'p_until');
    end if;
    v_during := daterange(coalesce(p_from, people.today()), p_until + 1);
    -- shares are summed under a lock of the premise
    select p.house_id into v_house from estate.premises as p where p.premise_id = p_premise for no key update;
    if v_house is null then
        perform cabinet.refuse('not_found', p_field => 'p_premise');
    elsif not exists (select from people.users as u where u.user_id = p_user and u.blocked_at is null) then
        perform cabinet.refuse('not_found', p_field => 'p_user');
    elsif not exists (select from people.relation_kinds as k where k.kind = p_kind) then
        perform cabinet.refuse('not_found', p_field => 'p_kind');
    elsif exists (
        select from people.relations as r
        where r.user_id = p_user and r.premise_id = p_premise and r.during && v_during
    ) then
        perform cabinet.refuse('relation_overlap', p_field => 'p_user');
    end if;
    if p_share is not null then
        select 1 - coalesce(sum(r.share), 0) into v_left from people.relations as r
        where r.premise_id = p_premise and r.kind = 'owner' and r.during && v_during;
        if p_share <= 0 or p_share > v_left + 0.000001 then
            perform cabinet.refuse('share_wrong', p_field => 'p_share', p_values => jsonb_build_object('left', round(v_left, 4)));
        end if;
    end if;
    insert into people.relations (user_id, premise_id, house_id, kind, share, during, grants, created_at)
    select p_user, p_premise, v_house, p_kind, p_share, v_during, coalesce(p_grants, k.grants), lib.moment()
    from people.relation_kinds as k
    where k.kind = p_kind
    returning relation_id into v_relation;
    insert into people.user_cabinets (user_id, cabinet, granted_at)
    values (p_user, 'resident', lib.moment())
    on conflict do nothing;
    return v_relation;
end
$$;
comment on function people.relation_create(lib.user_ref, lib.premise_ref, text, numeric, date, date, text[]) is
'Links a person to a premise by a document
@decides';
