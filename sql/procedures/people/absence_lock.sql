create function people.absence_lock()
returns void
language plpgsql
volatile
as $$
/*
One absence or exchange of shifts at a time. Each moves orders and shifts to others while it holds those of its own person,
so two at once could wait for each other crosswise; taken before any row.
*/
begin
    perform pg_advisory_xact_lock(hashtextextended('people.absence', 0));
end
$$;
comment on function people.absence_lock() is 'One absence or exchange of shifts at a time
@internal';
