create function desk.link_report(
    p_token text,
    p_note text,
    p_minutes integer default null,
    p_materials text default null,
    p_photos uuid[] default '{}'
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The report of work by a contractor's link. Errors: those of people.link_begin and desk.order_complete. */
declare
    v_link people.links := people.link_begin(p_token, 'report');
begin
    perform desk.link_files_take(v_link, p_photos);
    perform desk.order_complete(
        p_order => v_link.order_id, p_note => p_note, p_minutes => p_minutes, p_materials => p_materials, p_photos => p_photos);
    perform people.link_end(v_link.link_id);
end
$$;
comment on function desk.link_report(text, text, integer, text, uuid[]) is 'The report of work by a contractor''s link
@decides';
