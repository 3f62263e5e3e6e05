create function upkeep.store_demand(
    p_store bigint,
    p_field text default 'p_store'
)
returns upkeep.stores
language plpgsql
stable
as $$
/*
A store that the acting person may take from and put into: the supervisor any, a zone's manager those of his zones and of
their people, a performer his own. Errors: not_found.
*/
declare
    v_store upkeep.stores;
begin
    perform people.office_demand('{supervisor,manager}');
    select s.* into v_store from upkeep.stores as s where s.store_id = p_store and s.active;
    if v_store.store_id is null or not upkeep.store_mine(v_store) then
        perform cabinet.refuse('not_found', p_field => p_field);
    end if;
    return v_store;
end
$$;
comment on function upkeep.store_demand(bigint, text) is 'A store that the acting person may use
@internal';
