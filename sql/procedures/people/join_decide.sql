create function people.join_decide(
    p_request bigint,
    p_decision text,
    p_reason text default null,
    p_premise bigint default null
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
The office answers a request to join: `approved` (makes person and relation; the flat by its number in the house, or
p_premise), `need_document` and `refused` (both with a reason that goes to the person). Returns the person's id when
approved. By cabinets that see the whole company and talk to residents. Errors: not_found, request_decided,
request_reason, request_flat, relation_already.
*/
declare
    v_request people.join_requests;
    v_premise estate.premises;
    v_user bigint;
    v_today date;
begin
    if people.my_cabinet() is null or people.my_cabinet() not in ('operator', 'supervisor') or people.me() is null then
        perform cabinet.refuse('forbidden');
    end if;
    select r.* into v_request from people.join_requests as r where r.request_id = p_request for update;
    if v_request.request_id is null then
        perform cabinet.refuse('not_found');
    end if;
    if v_request.status not in ('new', 'need_document') then
        perform cabinet.refuse('request_decided');
    end if;
    if p_decision not in ('approved', 'need_document', 'refused') then
        perform cabinet.refuse('request_decision', p_field => 'p_decision');
    end if;
    if p_decision <> 'approved' and nullif(trim(p_reason), '') is null then
        perform cabinet.refuse('request_reason', p_field => 'p_reason');
    end if;
    if p_decision = 'approved' then
        select p.*
        into v_premise
        from estate.premises as p
        where p.house_id = v_request.house_id
            and (p.premise_id = p_premise or (p_premise is null and p.number = v_request.flat))
        order by p.kind = 'flat' desc
        limit 1;
        if v_premise.premise_id is null then
            perform cabinet.refuse(
                'request_flat', p_field => 'p_premise', p_values => jsonb_build_object('flat', v_request.flat)
            );
        end if;
        select (lib.moment() at time zone h.time_zone)::date
        into v_today
        from estate.houses as h
        where h.house_id = v_request.house_id;
        select u.user_id
        into v_user
        from people.users as u
        where u.blocked_at is null and (u.phone = v_request.phone or lower(u.email) = v_request.email)
        order by u.phone = v_request.phone desc nulls last
        limit 1;
        if v_user is null then
            insert into people.users (name, phone, email)
            values (v_request.name, v_request.phone, v_request.email)
            returning user_id into v_user;
        end if;
        if not exists (
            select
            from people.relations as r
            where r.user_id = v_user
                and r.premise_id = v_premise.premise_id
                and r.during && daterange(v_today, null)
        ) then
            insert into people.relations (user_id, premise_id, house_id, kind, during, grants)
            select
                v_user, v_premise.premise_id, v_premise.house_id, k.kind, daterange(v_today, null), k.grants
            from people.relation_kinds as k
            where k.kind = v_request.relation_kind;
        end if;
    end if;
    update people.join_requests as r
    set status = p_decision, reason = nullif(trim(p_reason), ''), decided_by = people.me(), decided_at = lib.moment()
    where r.request_id = p_request;
    if v_request.email is not null then
        insert into talk.outbox (user_id, channel, destination, subject, body)
        values (
            v_user, 'email', v_request.email,
            cabinet.said('letter.join_' || p_decision || '.subject'),
            cabinet.said('letter.join_' || p_decision || '.body', jsonb_build_object(
                'company', cabinet.setting('company_name'), 'reason', trim(p_reason),
                'phone', cabinet.setting('office_phone')
            ))
        );
    end if;
    return v_user;
end
$$;
comment on function people.join_decide(bigint, text, text, bigint) is 'The office answers a request to join
@decides';
