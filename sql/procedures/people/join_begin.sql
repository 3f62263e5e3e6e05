create function people.join_begin(
    p_account text,
    p_code text,
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
First step of joining: number of the account and the code beside it on the bill. A good pair gives a token of one hour
for the second step. Tries an hour for an account (setting code_tries) and from an address (code_address_tries) are counted; a wrong number and a wrong code look the
same.
*/
declare
    v_hash bytea := sha256(convert_to('join:' || trim(p_account), 'UTF8'));
    v_account money.accounts;
    v_token text := encode(ext.gen_random_bytes(32), 'hex');
begin
    status := 422;
    field := 'p_code';
    perform pg_advisory_xact_lock(hashtextextended('join:' || encode(v_hash, 'hex'), 0));
    if (
        select count(*)
        from people.sign_in_attempts as a
        where a.login_hash = v_hash and not a.success and a.attempted_at > lib.moment() - interval '1 hour'
    ) >= cabinet.setting('code_tries')::integer or (
        select count(*)
        from people.sign_in_attempts as a
        where a.address = p_address
            and a.kind = 'join'
            and not a.success
            and a.attempted_at > lib.moment() - interval '1 hour'
    ) >= cabinet.setting('code_address_tries')::integer then
        status := 423;
        code := 'join_locked';
        message := cabinet.said(
            'refusal.join_locked', jsonb_build_object('phone', cabinet.setting('office_phone'))
        );
        "goto" := '/guest/join-request';
        return next;
        return;
    end if;
    select a.*
    into v_account
    from money.accounts as a
    join people.join_codes as j on j.account_id = a.account_id
    where a.number = trim(p_account)
        and a.closed_on is null
        and j.code_hash = people.join_code_hash(a.account_id, p_code);
    insert into people.sign_in_attempts (login_hash, address, success, kind)
    values (v_hash, p_address, v_account.account_id is not null, 'join');
    if v_account.account_id is null then
        code := 'join_wrong';
        message := cabinet.said('refusal.join_wrong');
        "goto" := '/guest/join-request';
        return next;
        return;
    end if;
    insert into people.one_time_codes (purpose, destination, code_hash, expires_at, details)
    values (
        'join', encode(sha256(decode(v_token, 'hex')), 'hex'), '\x', lib.moment() + interval '1 hour',
        jsonb_build_object('account', v_account.account_id)
    );
    status := 200;
    field := null;
    "goto" := '/guest/join-person?token=' || v_token;
    return next;
end
$$;
comment on function people.join_begin(text, text, inet) is 'First step of joining: account and code of the bill
@for layer';
