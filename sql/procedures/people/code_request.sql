create function people.code_request(
    p_login text,
    p_purpose text,
    p_address inet
)
returns table (
    status integer,
    code text,
    field text,
    message text,
    "goto" text,
    goto_label text
)
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Sends a one-time code of six digits to the person's e-mail: for signing in (`sign_in`) or a new password (`reset`). The
answer never says whether the login is known; the code of an unknown one goes nowhere. A new code after 60 seconds (until then the way
to where the sent one is entered), at
most code_tries an hour for a login and code_address_tries from an address. The code is good for code_minutes and
code_tries tries (settings).
*/
declare
    v_user people.users;
    v_destination text := encode(people.login_hash(p_login, null), 'hex');
    v_code text;
    v_salt text := encode(ext.gen_random_bytes(16), 'hex');
    v_last timestamptz;
    v_most integer := cabinet.setting('code_tries');
    v_minutes integer := cabinet.setting('code_minutes');
    v_goto text := case p_purpose when 'reset' then '/guest/reset' else '/guest/code' end || '?login='
        || replace(replace(coalesce(ltrim(lib.phone_digits(p_login), '+'), lower(trim(p_login))), '%', '%25'), '+', '%2B');
begin
    if p_purpose not in ('sign_in', 'reset') then
        raise exception 'unknown purpose' using errcode = '22023';
    end if;
    perform pg_advisory_xact_lock(hashtextextended('code:' || v_destination, 0));
    select max(c.created_at)
    into v_last
    from people.one_time_codes as c
    where c.destination = v_destination;
    if v_last > lib.moment() - interval '60 seconds' then
        status := 429;
        code := 'code_too_soon';
        field := 'p_login';
        "goto" := v_goto;
        goto_label := cabinet.said('phrase.enter_code');
        message := cabinet.said('refusal.code_too_soon', jsonb_build_object(
            'seconds', ceil(extract(epoch from v_last + interval '60 seconds' - lib.moment()))::integer
        ));
        return next;
        return;
    end if;
    if (
        select count(*)
        from people.one_time_codes as c
        where c.destination = v_destination and c.created_at > lib.moment() - interval '1 hour'
    ) >= v_most or (
        select count(*)
        from people.sign_in_attempts as a
        where a.address = p_address and a.kind = 'code_request' and a.attempted_at > lib.moment() - interval '1 hour'
    ) >= cabinet.setting('code_address_tries')::integer then
        status := 429;
        code := 'code_too_many';
        field := 'p_login';
        message := cabinet.said(
            'refusal.code_too_many', jsonb_build_object('phone', cabinet.setting('office_phone'), 'limit', v_most)
        );
        return next;
        return;
    end if;
    select u.*
    into v_user
    from people.user_find(p_login) as f
    join people.users as u on u.user_id = f.user_id
    limit 1;
    v_code := people.digits_random(6);
    insert into people.one_time_codes (user_id, purpose, destination, code_hash, expires_at, details)
    values (
        v_user.user_id, p_purpose, v_destination, sha256(convert_to(v_salt || v_code, 'UTF8')),
        lib.moment() + make_interval(mins => v_minutes), jsonb_build_object('salt', v_salt)
    );
    insert into people.sign_in_attempts (login_hash, address, success, kind)
    values (decode(v_destination, 'hex'), p_address, true, 'code_request');
    if v_user.email is not null then
        insert into talk.outbox (user_id, channel, destination, subject, body)
        values (
            v_user.user_id, 'email', v_user.email,
            cabinet.said('letter.' || p_purpose || '_code.subject', jsonb_build_object(
                'company', cabinet.setting('company_name')), v_user.language),
            cabinet.said('letter.' || p_purpose || '_code.body', jsonb_build_object(
                'company', cabinet.setting('company_name'), 'code', v_code, 'minutes', v_minutes,
                'phone', cabinet.setting('office_phone')), v_user.language)
        );
    end if;
    status := 200;
    message := cabinet.said('message.code_sent', jsonb_build_object('minutes', v_minutes));
    "goto" := v_goto;
    return next;
end
$$;
comment on function people.code_request(text, text, inet) is 'Sends a one-time code to the person''s e-mail
@for layer';
