create function desk.link_report(
    p_token text,
    p_note text,
    p_minutes integer default null,
    p_materials text default null,
    p_photos uuid[] default '{}',
    p_before uuid[] default '{}'
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The report of work by a contractor's link. Errors: those of people.link_begin and desk.order_complete, order_needs_photo_before. */
declare
    v_link people.links := people.link_begin(p_token, 'report');
begin
    perform desk.link_files_take(v_link, p_photos || p_before);
    if cardinality(p_before) > 0 then
        perform desk.order_photo_add(p_order => v_link.order_id, p_photos => p_before, p_stage => 'before');
    elsif exists (
        select from desk.orders as o
        join desk.services as s on s.service_id = o.service_id and s.proof_before
        where o.order_id = v_link.order_id and not exists (
            select from desk.order_files as f where f.order_id = o.order_id and f.stage = 'before'
        )
    ) then
        perform cabinet.refuse('order_needs_photo_before', p_field => 'p_before');
    end if;
    perform desk.order_complete(
        p_order => v_link.order_id, p_note => p_note, p_minutes => p_minutes, p_materials => p_materials, p_photos => p_photos);
    perform people.link_end(v_link.link_id);
end
$$;
comment on function desk.link_report(text, text, integer, text, uuid[], uuid[]) is 'The report of work by a contractor''s link
@decides';
