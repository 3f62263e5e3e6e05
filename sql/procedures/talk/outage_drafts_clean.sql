create function talk.outage_drafts_clean()
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Drafts of outages that nobody announced in 30 days are dropped. Returns how many. */
declare
    v_count bigint;
begin
    delete from talk.outages as o where o.state = 'draft' and o.created_at < lib.moment() - interval '30 days';
    get diagnostics v_count = row_count;
    return v_count;
end
$$;
comment on function talk.outage_drafts_clean() is 'Drops drafts of outages older than 30 days
@for worker';
