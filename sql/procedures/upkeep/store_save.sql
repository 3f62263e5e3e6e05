create function upkeep.store_save(
    p_store lib.store_ref,
    p_title text,
    p_zone lib.zone_ref default null,
    p_staff lib.staff_ref default null,
    p_active boolean default true
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
A warehouse (of a zone or the whole company) or what a performer carries with him (p_staff). One that is not empty cannot
be closed. Errors: not_found, store_title (422), store_not_empty (409).
*/
declare
    v_id bigint;
begin
    perform people.office_demand();
    if nullif(trim(p_title), '') is null then
        perform cabinet.refuse('store_title', p_field => 'p_title');
    elsif p_zone is not null and not exists (select from estate.zones as z where z.zone_id = p_zone) then
        perform cabinet.refuse('not_found', p_field => 'p_zone');
    elsif p_staff is not null and not exists (
        select from people.staff as t where t.staff_id = p_staff and t.employed @> people.today()
    ) then
        perform cabinet.refuse('not_found', p_field => 'p_staff');
    elsif not coalesce(p_active, true) and exists (
        select from upkeep.stock as k where k.store_id = p_store and k.quantity > 0
    ) then
        perform cabinet.refuse('store_not_empty', p_field => 'p_active');
    end if;
    if p_store is null then
        insert into upkeep.stores (title, kind, zone_id, staff_id)
        values (trim(p_title), case when p_staff is null then 'warehouse' else 'person' end, p_zone, p_staff)
        returning store_id into v_id;
    else
        update upkeep.stores as s
        set title = trim(p_title), zone_id = p_zone, active = coalesce(p_active, true)
        where s.store_id = p_store
        returning s.store_id into v_id;
        if v_id is null then
            perform cabinet.refuse('not_found', p_field => 'p_store');
        end if;
    end if;
    return v_id;
end
$$;
comment on function upkeep.store_save(lib.store_ref, text, lib.zone_ref, lib.staff_ref, boolean) is 'A warehouse or what a performer carries
@decides';
