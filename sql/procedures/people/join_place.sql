create function people.join_place(
    p_token text
)
returns table (
    account_id bigint,
    premise_id bigint,
    house_id bigint,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The account and premise that a token of joining stands for; no row when it is over. */
begin
    return query
    select a.account_id, a.premise_id, a.house_id, people.place_label(a.premise_id)
    from people.one_time_codes as c
    join money.accounts as a on a.account_id = (c.details ->> 'account')::bigint
    where p_token ~ '^[0-9a-f]{64}$'
        and c.purpose = 'join'
        and c.destination = encode(sha256(decode(p_token, 'hex')), 'hex')
        and c.used_at is null
        and c.expires_at > lib.moment();
end
$$;
comment on function people.join_place(text) is 'The premise that a token of joining stands for
@decides';
