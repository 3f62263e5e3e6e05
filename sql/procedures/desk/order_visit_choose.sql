create function desk.order_visit_choose(
    p_order bigint,
    p_window text
)
returns tstzrange
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
The visit in one of the windows that were offered, named by `value` of desk.windows_free(). Returns the time agreed.
Errors: not_found, visit_window (taken or past since it was offered), those of desk.order_visit_set.
*/
declare
    v_visit tstzrange;
begin
    if not desk.order_seen(p_order) then
        perform cabinet.refuse('not_found');
    end if;
    select tstzrange(w.starts_at, w.ends_at)
    into v_visit
    from desk.windows_free(p_order) as w
    where w.value = p_window;
    if v_visit is null then
        perform cabinet.refuse('visit_window', p_field => 'p_window');
    end if;
    perform desk.order_visit_set(p_order => p_order, p_from => lower(v_visit), p_to => upper(v_visit));
    return v_visit;
end
$$;
comment on function desk.order_visit_choose(bigint, text) is 'Sets or moves the visit to a window that was offered
@decides';
