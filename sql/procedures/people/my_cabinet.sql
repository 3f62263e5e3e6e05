create function people.my_cabinet()
returns text
language sql
stable
as $$
/*
The cabinet of the role that acts; null for the layer, the worker and domain code called by a deployer. A guest whose link
acts is a resident or performer meanwhile. Inlined.
*/
select case
    when current_setting('role', true) = 'cab_guest' and people.link_user() is not null then people.link_cabinet()
    else substring(nullif(current_setting('role', true), 'cab_layer') from '^cab_(.*)$')
end
$$;
comment on function people.my_cabinet() is 'The cabinet in which the acting person is';
