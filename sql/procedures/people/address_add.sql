create function people.address_add(
    p_account text,
    p_code text,
    p_kind text,
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
/* One more address of the acting person by the account and the code of its bill; tries are counted as at joining. */
declare
    v_me bigint := people.me();
    v_place record;
    v_token text;
    v_today date;
begin
    if v_me is null then
        perform cabinet.refuse('sign_in', p_goto => '/guest/sign-in');
    end if;
    if p_kind is null or p_kind not in ('owner', 'social_tenant', 'relative', 'payer') then
        perform cabinet.refuse('relation_kind_forbidden', p_field => 'p_kind');
    end if;
    select b.* into status, code, field, message, "goto" from people.join_begin(p_account, p_code, p_address) as b;
    if status <> 200 then
        "goto" := null;
        return next;
        return;
    end if;
    v_token := substring("goto" from 'token=(.*)$');
    select p.* into v_place from people.join_place(v_token) as p;
    select (lib.moment() at time zone h.time_zone)::date
    into v_today
    from estate.houses as h
    where h.house_id = v_place.house_id;
    if p_kind = 'payer' then
        insert into people.payers (user_id, account_id, during)
        select v_me, v_place.account_id, daterange(v_today, null)
        where not exists (
            select
            from people.payers as p
            where p.user_id = v_me and p.account_id = v_place.account_id and p.during @> v_today
        );
    else
        insert into people.relations (user_id, premise_id, house_id, kind, during, grants)
        select v_me, v_place.premise_id, v_place.house_id, p_kind, daterange(v_today, null), k.grants
        from people.relation_kinds as k
        where k.kind = p_kind
            and not exists (
                select
                from people.relations as r
                where r.user_id = v_me
                    and r.premise_id = v_place.premise_id
                    and r.during && daterange(v_today, null)
            );
    end if;
    update people.one_time_codes as c
    set used_at = lib.moment()
    where c.purpose = 'join' and c.destination = encode(sha256(decode(v_token, 'hex')), 'hex');
    message := cabinet.said('message.address_added', jsonb_build_object('place', v_place.label));
    "goto" := '/resident/addresses';
    return next;
end
$$;
comment on function people.address_add(text, text, text, inet) is 'One more address by account and code
@decides
@for layer';
