create function talk.notice_read(
    p_notice lib.notice_ref default null
)
returns integer
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Marks one notice of the acting person as read, without an id all; returns how many were unread. */
declare
    v_count integer;
begin
    update talk.notices as n
    set read_at = lib.moment()
    where n.user_id = people.me() and n.read_at is null and (p_notice is null or n.notice_id = p_notice);
    get diagnostics v_count = row_count;
    return v_count;
end
$$;
comment on function talk.notice_read(lib.notice_ref) is 'Marks notices as read
@decides
@for code';
