create function people.system_acts()
returns boolean
language sql
stable
as $$
/*
Whether nobody's cabinet acts: the worker, or the administrator in psql. session_user cannot be changed from inside a
transaction, so a page of the layer never is the system. Inlined.
*/
select session_user = 'sokol_worker' or (people.my_cabinet() is null and session_user = 'sokol_admin')
$$;
comment on function people.system_acts() is 'Whether the worker or the administrator acts, and nobody''s cabinet
@internal';
