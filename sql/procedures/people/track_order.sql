create function people.track_order(
    p_token text
)
returns bigint
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The order that a link stands for; null when it is over. */
begin
    return (
        select (c.details ->> 'order')::bigint
        from people.one_time_codes as c
        where p_token ~ '^[0-9a-f]{64}$'
            and c.purpose = 'link'
            and c.destination = encode(sha256(decode(p_token, 'hex')), 'hex')
            and c.expires_at > lib.moment()
    );
end
$$;
comment on function people.track_order(text) is 'The order that a link stands for
@internal';
