create function desk.link_done(
    p_token text,
    p_note text default null,
    p_minutes integer default null,
    p_photos uuid[] default '{}'
)
returns text
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The planned work is done, by a contractor's link. Returns the number of the act. Errors: those of people.link_begin and upkeep.work_finish. */
declare
    v_link people.links := people.link_begin(p_token, 'done');
    v_number text;
begin
    perform desk.link_files_take(v_link, p_photos);
    v_number := upkeep.work_finish(p_work => v_link.work_id, p_note => p_note, p_minutes => p_minutes, p_photos => p_photos);
    perform people.link_end(v_link.link_id);
    return v_number;
end
$$;
comment on function desk.link_done(text, text, integer, uuid[]) is 'The planned work is done, by a contractor''s link
@decides';
