create function people.join_request(
    p_house bigint,
    p_flat text,
    p_name text,
    p_phone text,
    p_email text default null,
    p_proof text default null,
    p_kind text default 'owner'
)
returns text
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
A request to join without a bill; the office answers by the next working day, 18:00. Returns the code by which its state
is seen. An open request of the same telephone for the same flat is not made twice. Errors: house_unknown, request_many
(setting join_day_limit).
*/
declare
    v_code text;
    v_most integer := cabinet.setting('join_day_limit');
begin
    if not exists (select from estate.houses as h where h.house_id = p_house) then
        perform cabinet.refuse('house_unknown', p_field => 'p_house');
    end if;
    if p_kind is null or p_kind not in ('owner', 'social_tenant', 'renter', 'relative') then
        perform cabinet.refuse('relation_kind_forbidden', p_field => 'p_kind');
    end if;
    perform pg_advisory_xact_lock(hashtextextended('join_request:' || lib.phone_digits(p_phone), 0));
    select r.track_code
    into v_code
    from people.join_requests as r
    where r.house_id = p_house
        and r.flat = trim(p_flat)
        and r.phone = lib.phone_digits(p_phone)
        and r.status in ('new', 'need_document');
    if v_code is not null then
        return v_code;
    end if;
    if (
        select count(*)
        from people.join_requests as r
        where r.phone = lib.phone_digits(p_phone) and r.created_at > lib.moment() - interval '1 day'
    ) >= v_most then
        perform cabinet.refuse(
            'request_many', p_field => 'p_phone',
            p_values => jsonb_build_object('phone', cabinet.setting('office_phone'), 'limit', v_most)
        );
    end if;
    insert into people.join_requests (house_id, flat, name, phone, email, proof, relation_kind, answer_by)
    values (
        p_house, trim(p_flat), p_name, lib.phone_digits(p_phone), nullif(lower(trim(p_email)), ''), p_proof,
        p_kind, people.answer_term()
    )
    returning track_code into v_code;
    perform talk.event_raise(
        'join_requested', (select r.request_id from people.join_requests as r where r.track_code = v_code),
        p_house => p_house
    );
    return v_code;
end
$$;
comment on function people.join_request(bigint, text, text, text, text, text, text) is 'A request to join without a bill
@decides';
