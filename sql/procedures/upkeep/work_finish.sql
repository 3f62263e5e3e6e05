create function upkeep.work_finish(
    p_work lib.work_ref,
    p_note text default null,
    p_minutes integer default null,
    p_photos uuid[] default '{}',
    p_version integer default null,
    p_used upkeep.stock_line[] default '{}'
)
returns text
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
The work is done: every point of its checklist is marked, or without a checklist it is said what was done. Gives the act its
number and the rest of the booked time back. Without p_minutes: since the start, at most the day. Material used is written off. Returns the number.
Errors: those of upkeep.work_guarded, work_points_left, work_note, report_minutes.
*/
declare
    v_work upkeep.works := upkeep.work_guarded(p_work, '{performer,manager}', p_version);
    v_checklist bigint := (select n.checklist_id from upkeep.norms as n where n.norm_id = v_work.norm_id);
    v_left integer;
    v_number text;
    v_used text;
    v_minutes integer := coalesce(p_minutes, case when v_work.started_at is null then v_work.planned_minutes
        else least(720, ceil(extract(epoch from lib.moment() - v_work.started_at) / 60))::integer end);
begin
    select count(*) into v_left
    from upkeep.checklist_points as p
    where
        p.checklist_id = v_checklist and p.active
        and not exists (select from upkeep.work_points as m where m.work_id = p_work and m.point_id = p.point_id);
    if v_left > 0 then
        perform cabinet.refuse('work_points_left', p_values => jsonb_build_object('count', v_left),
            p_goto => 'task?work=' || p_work, p_goto_label => 'phrase.work_go_on');
    elsif v_checklist is null and nullif(trim(p_note), '') is null then
        perform cabinet.refuse('work_note', p_field => 'p_note');
    elsif v_minutes not between 0 and 43200 then
        perform cabinet.refuse('report_minutes', p_field => 'p_minutes');
    end if;
    perform upkeep.work_files_attach(p_work, p_photos);
    v_used := upkeep.write_off(p_used, p_work => p_work, p_staff => coalesce(people.my_staff(), v_work.staff_ids[1]));
    v_number := 'П-' || to_char(people.today(), 'YYYY') || '-' || nextval('upkeep.act_numbers');
    update upkeep.works as w
    set
        state = 'done', done_at = lib.moment(), done_by = coalesce(people.my_staff(), w.staff_ids[1]),
        started_at = coalesce(w.started_at, lib.moment()), minutes = v_minutes, result = nullif(concat_ws('. ', nullif(trim(p_note), ''), v_used), ''),
        act_number = v_number, unplaced = null, version = w.version + 1
    where w.work_id = p_work;
    perform people.booking_release('planned_work', p_work);
    perform upkeep.work_event_add(p_work, 'done', p_note, jsonb_build_object('act', v_number));
    return v_number;
end
$$;
comment on function upkeep.work_finish(lib.work_ref, text, integer, uuid[], integer, upkeep.stock_line[]) is 'A planned work is done, its act gets a number
@decides';
