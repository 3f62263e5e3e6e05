create function desk.link_visit(
    p_token text,
    p_window text
)
returns tstzrange
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Another time for the visit by the link of a letter: one of the free windows, named by its beginning in seconds. Errors:
visit_window, those of people.link_begin and desk.order_visit_set.
*/
declare
    v_link people.links := people.link_begin(p_token, 'visit');
    v_visit tstzrange;
begin
    select tstzrange(w.starts_at, w.ends_at)
    into v_visit
    from desk.windows_free(v_link.order_id) as w
    where extract(epoch from w.starts_at)::bigint::text = p_window;
    if v_visit is null then
        perform cabinet.refuse('visit_window', p_field => 'p_window');
    end if;
    perform desk.order_visit_set(p_order => v_link.order_id, p_from => lower(v_visit), p_to => upper(v_visit));
    perform people.link_end(v_link.link_id);
    return v_visit;
end
$$;
comment on function desk.link_visit(text, text) is 'Another time for the visit by the link of a letter
@decides';
