create function desk.link_point(
    p_token text,
    p_point bigint,
    p_outcome text,
    p_note text default null,
    p_photos uuid[] default '{}'
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A point of the checklist by a contractor's link. Errors: those of people.link_begin and upkeep.work_point_mark. */
declare
    v_link people.links := people.link_begin(p_token, 'point');
begin
    perform desk.link_files_take(v_link, p_photos);
    perform upkeep.work_point_mark(
        p_work => v_link.work_id, p_point => p_point, p_outcome => p_outcome, p_note => p_note, p_photos => p_photos);
    perform people.link_end(v_link.link_id);
end
$$;
comment on function desk.link_point(text, bigint, text, text, uuid[]) is 'A point of the checklist by a contractor''s link
@decides';
