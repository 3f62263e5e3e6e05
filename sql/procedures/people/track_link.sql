create function people.track_link(
    p_order bigint
)
returns text
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The path where a guest follows the order that he has just filed: only in the transaction that made it. */
declare
    v_token text := encode(ext.gen_random_bytes(32), 'hex');
begin
    if not exists (
        select from desk.orders as o where o.order_id = p_order and o.xmin = pg_current_xact_id()::xid
    ) then
        perform cabinet.refuse('not_found');
    end if;
    insert into people.one_time_codes (purpose, destination, code_hash, expires_at, details)
    values (
        'link', encode(sha256(decode(v_token, 'hex')), 'hex'), '\x', lib.moment() + interval '30 days',
        jsonb_build_object('order', p_order)
    );
    return '/guest/track?token=' || v_token;
end
$$;
comment on function people.track_link(bigint) is 'The path where a guest follows the order he has just filed
@decides';
