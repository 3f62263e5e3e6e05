create function people.links_forget()
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Job: removes links a month after their end. Until then they still say «used» or «expired». Returns how many. */
declare
    v_count bigint;
begin
    delete from people.links as l
    where l.link_id in (
        select o.link_id from people.links as o
        where o.expires_at < lib.moment() - interval '30 days'
        order by o.expires_at
        limit 10000
    );
    get diagnostics v_count = row_count;
    return v_count;
end
$$;
comment on function people.links_forget() is 'Removes links a month after their end
@for worker';
