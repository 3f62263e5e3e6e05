create function people.link_user()
returns bigint
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
The person for whom a link of a letter acts in this very transaction (people.link_begin), else null. Nothing a page can
set says so: only domain code writes the row, and it takes its word back before it returns. Frozen: policies use it.
*/
begin
    return (
        select l.user_id from people.links as l where l.acting_xid = pg_current_xact_id_if_assigned()
    );
end
$$;
comment on function people.link_user() is 'The person for whom a link acts in this transaction';
