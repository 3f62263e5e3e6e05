create function upkeep.work_event_add(
    p_work bigint,
    p_kind text,
    p_note text default null,
    p_details jsonb default null
)
returns void
language plpgsql
volatile
as $$
/* One more line of a work's history, with the display name that the acting person has at this moment. */
begin
    insert into upkeep.work_events (work_id, house_id, kind, user_id, actor_name, note, details)
    select w.work_id, w.house_id, p_kind, who.user_id, who.name, nullif(trim(p_note), ''), p_details
    from upkeep.works as w
    cross join lateral desk.actor() as who
    where w.work_id = p_work;
end
$$;
comment on function upkeep.work_event_add(bigint, text, text, jsonb) is 'One more line of a work''s history
@internal';
