create function people.link_issue(
    p_user bigint,
    p_order bigint,
    p_purpose text,
    p_work bigint default null
)
returns text
language plpgsql
volatile
as $$
/* A new link for one person, one order (or planned work) and one purpose; returns its token, of which only the sha256 is kept. */
declare
    v_token text := encode(ext.gen_random_bytes(32), 'hex');
begin
    insert into people.links (token_hash, purpose, user_id, order_id, work_id, created_at, expires_at)
    select people.key_hash(v_token), p.purpose, p_user, p_order, p_work, lib.moment(), lib.moment() + p.lives
    from people.link_purposes as p
    where p.purpose = p_purpose;
    return v_token;
end
$$;
comment on function people.link_issue(bigint, bigint, text, bigint) is 'A new link for one person, one order and one purpose
@internal';
