create function people.link_end(
    p_link bigint
)
returns void
language plpgsql
volatile
as $$
/* The link has acted: it is used up (unless its purpose serves again), and the transaction is a guest's again. */
begin
    update people.links as l
    set acting_xid = null, used_at = case when p.once then lib.moment() end
    from people.link_purposes as p
    where l.link_id = p_link and p.purpose = l.purpose;
end
$$;
comment on function people.link_end(bigint) is 'The link has acted and is used up
@internal';
