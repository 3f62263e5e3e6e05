create function people.absence_lock(
    p_beside boolean default false
)
returns void
language plpgsql
volatile
as $$
/*
One absence or exchange of shifts at a time. Each moves orders, shifts and works to others while it holds those of its own
person, so two at once could wait for each other crosswise; taken before any row. Who moves planned works takes it beside others
of that sort (p_beside): they wait for an absence, and an absence for them, none for another of their own.
*/
begin
    if p_beside then
        perform pg_advisory_xact_lock_shared(hashtextextended('people.absence', 0));
    else
        perform pg_advisory_xact_lock(hashtextextended('people.absence', 0));
    end if;
end
$$;
comment on function people.absence_lock(boolean) is 'One absence or exchange of shifts at a time
@internal';
