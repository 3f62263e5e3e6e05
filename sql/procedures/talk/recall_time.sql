create function talk.recall_time()
returns interval
language sql
immutable
parallel safe
as $$
/* How long what goes to many people waits, so that its writer may take it back. */
select interval '15 seconds'
$$;
comment on function talk.recall_time() is 'How long what goes to many people waits
@internal';
