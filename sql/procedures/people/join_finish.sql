create function people.join_finish(
    p_token text,
    p_name text,
    p_kind text,
    p_email text,
    p_phone text,
    p_password text,
    p_processing boolean,
    p_rules boolean,
    p_news boolean,
    p_key text,
    p_address inet,
    p_device text
)
returns table (
    opened boolean,
    pending text,
    status integer,
    code text,
    field text,
    message text,
    "goto" text
)
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Second step of joining: makes the person with relation (owner, social_tenant, relative) or payer's row, keeps each consent
apart, and opens the session. p_password: argon2 hash or null (then by codes to the e-mail). Somebody else's telephone or
e-mail is refused: he signs in and adds the address there.
*/
declare
    v_place record;
    v_user bigint;
    v_today date;
    v_grants text[];
begin
    opened := false;
    status := 422;
    select p.* into v_place from people.join_place(p_token) as p;
    case
        when v_place.account_id is null then
            code := 'join_over';
            "goto" := '/guest/join';
        when p_kind is null or p_kind not in ('owner', 'social_tenant', 'relative', 'payer') then
            code := 'relation_kind_forbidden';
            field := 'p_kind';
        when lib.phone_digits(p_phone) is null and nullif(trim(p_email), '') is null then
            code := 'contact_needed';
            field := 'p_email';
        when p_processing is not true then
            code := 'consent_needed';
            field := 'p_processing';
        when p_rules is not true then
            code := 'consent_needed';
            field := 'p_rules';
        when exists (
            select
            from people.users as u
            where u.blocked_at is null
                and (lower(u.email) = lower(trim(p_email)) or u.phone = lib.phone_digits(p_phone))
        ) then
            status := 409;
            code := 'join_contact_taken';
            field := 'p_email';
            "goto" := '/guest/sign-in?next=/resident/addresses';
        when p_password is null and nullif(trim(p_email), '') is null then
            code := 'password_needed';
            field := 'p_password';
        else
            status := 200;
    end case;
    if status <> 200 then
        message := cabinet.said('refusal.' || code);
        return next;
        return;
    end if;
    select (lib.moment() at time zone h.time_zone)::date
    into v_today
    from estate.houses as h
    where h.house_id = v_place.house_id;
    insert into people.users (name, phone, email, language)
    values (p_name, lib.phone_digits(p_phone), nullif(lower(trim(p_email)), ''), lib.language())
    returning user_id into v_user;
    if p_password is not null then
        perform people.password_put(v_user, p_password);
    end if;
    if p_kind = 'payer' then
        insert into people.payers (user_id, account_id, during)
        values (v_user, v_place.account_id, daterange(v_today, null));
    else
        select k.grants into v_grants from people.relation_kinds as k where k.kind = p_kind;
        insert into people.relations (user_id, premise_id, house_id, kind, during, grants)
        values (v_user, v_place.premise_id, v_place.house_id, p_kind, daterange(v_today, null), v_grants);
    end if;
    perform people.consent_give(v_user, 'processing', p_address);
    perform people.consent_give(v_user, 'rules', p_address);
    if p_news then
        perform people.consent_give(v_user, 'news', p_address);
    end if;
    update people.one_time_codes as c
    set used_at = lib.moment()
    where c.purpose = 'join' and c.destination = encode(sha256(decode(p_token, 'hex')), 'hex');
    perform people.session_open(v_user, p_key, p_address, p_device);
    opened := true;
    message := cabinet.said('message.joined', jsonb_build_object('place', v_place.label));
    "goto" := people.home_path(v_user);
    return next;
end
$$;
comment on function people.join_finish(text, text, text, text, text, text, boolean, boolean, boolean, text, inet, text) is
'Second step of joining: person, relation, consents, session
@for layer';
