create function people.track_begin(
    p_number text,
    p_digits text,
    p_address inet
)
returns table (
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
Opens the state of an order to who knows its number and the last four digits of the telephone left with it: a token of an
hour. Tries an hour for a number (setting code_tries) and from an address (code_address_tries) are counted; a wrong number and wrong digits look the same.
*/
declare
    v_number text := regexp_replace(p_number, '\D', '', 'g');
    v_hash bytea := sha256(convert_to('track:' || v_number, 'UTF8'));
    v_order bigint;
    v_token text := encode(ext.gen_random_bytes(32), 'hex');
begin
    status := 422;
    field := 'p_number';
    perform pg_advisory_xact_lock(hashtextextended('track:' || v_number, 0));
    if (
        select count(*)
        from people.sign_in_attempts as a
        where a.login_hash = v_hash and not a.success and a.attempted_at > lib.moment() - interval '1 hour'
    ) >= cabinet.setting('code_tries')::integer or (
        select count(*)
        from people.sign_in_attempts as a
        where a.address = p_address
            and a.kind = 'track'
            and not a.success
            and a.attempted_at > lib.moment() - interval '1 hour'
    ) >= cabinet.setting('code_address_tries')::integer then
        status := 429;
        code := 'track_locked';
        message := cabinet.said('refusal.track_locked', jsonb_build_object('phone', cabinet.setting('office_phone')));
        return next;
        return;
    end if;
    select o.order_id
    into v_order
    from desk.orders as o
    left join people.users as u on u.user_id = o.resident_id
    where v_number ~ '^[0-9]{1,15}$'
        and o.number = v_number::bigint
        and p_digits ~ '^[0-9]{4}$'
        and right(coalesce(lib.phone_digits(o.contact_phone), u.phone), 4) = p_digits;
    insert into people.sign_in_attempts (login_hash, address, success, kind)
    values (v_hash, p_address, v_order is not null, 'track');
    if v_order is null then
        code := 'track_wrong';
        message := cabinet.said('refusal.track_wrong', jsonb_build_object('phone', cabinet.setting('office_phone')));
        return next;
        return;
    end if;
    insert into people.one_time_codes (purpose, destination, code_hash, expires_at, details)
    values (
        'link', encode(sha256(decode(v_token, 'hex')), 'hex'), '\x', lib.moment() + interval '1 hour',
        jsonb_build_object('order', v_order)
    );
    status := 200;
    field := null;
    "goto" := '/guest/track?token=' || v_token;
    return next;
end
$$;
comment on function people.track_begin(text, text, inet) is 'Opens the state of an order by number and telephone
@for layer';
