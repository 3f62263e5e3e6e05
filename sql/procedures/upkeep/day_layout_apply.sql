create function upkeep.day_layout_apply(
    p_day date
)
returns table (
    placed integer,
    "left" integer
)
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Books what upkeep.day_layout proposes now: visits are told to the residents, works get their people. Returns how many found a time
and how many did not. Errors: forbidden for who manages no zone, and those of the moves.
*/
declare
    v_item record;
begin
    if not exists (select from desk.my_zones()) then
        perform cabinet.refuse('forbidden');
    end if;
    perform people.absence_lock(p_beside => true);
    placed := 0;
    "left" := 0;
    for v_item in select l.* from upkeep.day_layout(p_day) as l loop
        if v_item.starts_at is null then
            "left" := "left" + 1;
            continue;
        end if;
        if v_item.kind = 'order' then
            if (select o.assignee_id from desk.orders as o where o.order_id = v_item.object_id) is null then
                perform desk.order_assign(
                    p_order => v_item.object_id, p_staff => v_item.staff_ids[1], p_reason => cabinet.said('phrase.layout_reason'));
            end if;
            perform desk.order_visit_set(
                p_order => v_item.object_id, p_from => v_item.starts_at, p_to => v_item.ends_at);
        else
            perform upkeep.work_move(
                p_work => v_item.object_id, p_start => v_item.starts_at, p_reason => cabinet.said('phrase.layout_reason'),
                p_staff => v_item.staff_ids[1]);
        end if;
        placed := placed + 1;
    end loop;
    return next;
end
$$;
comment on function upkeep.day_layout_apply(date) is 'Books the proposal for a day
@decides';
