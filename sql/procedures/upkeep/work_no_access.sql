create function upkeep.work_no_access(
    p_work lib.work_ref,
    p_note text,
    p_photos uuid[] default '{}',
    p_version integer default null
)
returns timestamptz
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Nobody could be let in. The work gets the next free time of the same people in its span, from tomorrow on, and is planned again;
where there is none it waits for the manager. Returns the new time. Errors: those of upkeep.work_guarded, work_note.
*/
declare
    v_work upkeep.works := upkeep.work_guarded(p_work, '{performer,manager}', p_version);
    v_zone_time text := (select h.time_zone from estate.houses as h where h.house_id = v_work.house_id);
    v_next timestamptz;
begin
    if nullif(trim(p_note), '') is null then
        perform cabinet.refuse('work_note', p_field => 'p_note');
    end if;
    perform upkeep.work_files_attach(p_work, p_photos);
    perform people.booking_release('planned_work', p_work);
    perform from people.staff as s where s.staff_id = any (v_work.staff_ids) order by s.staff_id for no key update;
    v_next := case when cardinality(v_work.staff_ids) > 0 then upkeep.work_free(
        v_work.staff_ids, v_work.planned_minutes,
        ((lib.moment() at time zone v_zone_time)::date + 1)::timestamp at time zone v_zone_time,
        upper(v_work.span)::timestamp at time zone v_zone_time, v_zone_time,
        (select n.months from upkeep.norms as n where n.norm_id = v_work.norm_id)
    ) end;
    update upkeep.works as w
    set
        state = case when v_next is null then 'no_access' else 'planned' end,
        starts_at = v_next, ends_at = upkeep.work_end(v_next, w.planned_minutes, v_zone_time),
        staff_ids = case when v_next is null then '{}' else w.staff_ids end,
        unplaced = case when v_next is null then 'no_room' end, started_at = null, moved_count = w.moved_count + 1,
        version = w.version + 1
    where w.work_id = p_work;
    if v_next is not null then
        perform upkeep.works_book(array[p_work::bigint]);
    end if;
    perform upkeep.work_event_add(p_work, 'no_access', p_note, jsonb_build_object('to', v_next));
    return v_next;
end
$$;
comment on function upkeep.work_no_access(lib.work_ref, text, uuid[], integer) is 'Nobody let in: the work gets a new time
@decides';
