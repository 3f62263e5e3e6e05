create function people.link_cabinet()
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
/* As whom the link acts that acts in this transaction: a contractor's as a performer, the others as a resident; null: none does. */
begin
    return (
        select case l.purpose when 'contractor' then 'manager' else 'resident' end
        from people.links as l
        where l.acting_xid = pg_current_xact_id_if_assigned()
    );
end
$$;
comment on function people.link_cabinet() is 'The cabinet in which a link acts in this transaction';
