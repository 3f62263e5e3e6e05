create function people.my_cabinet()
returns text
language sql
stable
as $$
/* The cabinet of the role that acts; null for the layer, the worker and domain code called by a deployer. Inlined. */
select substring(nullif(current_setting('role', true), 'cab_layer') from '^cab_(.*)$')
$$;
comment on function people.my_cabinet() is 'The cabinet in which the acting person is';
