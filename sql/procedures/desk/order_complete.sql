create function desk.order_complete(
    p_order lib.order_ref,
    p_done text[] default '{}',
    p_note text default null,
    p_minutes integer default null,
    p_materials text default null,
    p_photos uuid[] default '{}',
    p_used upkeep.stock_line[] default '{}'
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
The performer's report: what was done (chips and text), minutes, materials (taken from the stock, and in words what is not
in it), photos «after». The order becomes
completed and the resident is asked to check; the act gets its number. Without p_minutes: since the start of the work.
Errors: report_empty, report_minutes, order_needs_photo_after and the others of desk.order_shift.
*/
declare
    v_order desk.orders := desk.order_guarded(p_order, '{performer,manager,supervisor}');
    v_done text[] := array(select trim(d.d) from unnest(p_done) as d (d) where trim(d.d) <> '');
    v_staff bigint := coalesce(people.my_staff(), v_order.assignee_id);
    v_materials text;
    v_minutes integer := coalesce(
        p_minutes, round(extract(epoch from lib.moment() - coalesce(v_order.started_at, lib.moment())) / 60)::integer
    );
begin
    if cardinality(v_done) = 0 and nullif(trim(p_note), '') is null then
        perform cabinet.refuse('report_empty', p_field => 'p_done');
    elsif v_minutes < 0 or v_minutes > 43200 then
        perform cabinet.refuse('report_minutes', p_field => 'p_minutes');
    end if;
    v_materials := nullif(concat_ws(
        '; ', upkeep.write_off(p_used, p_order => p_order, p_staff => v_staff), nullif(trim(p_materials), '')
    ), '');
    insert into desk.work_reports (
        order_id, house_id, premise_id, staff_id, done, note, minutes, materials, act_number, reported_at
    )
    select
        p_order, v_order.house_id, v_order.premise_id, v_staff, v_done, nullif(trim(p_note), ''), v_minutes,
        v_materials, v_order.number || '-' || 1 + count(r.order_id), lib.moment()
    from (select) as one
    left join desk.work_reports as r on r.order_id = p_order;
    -- after the report, since the resident is told what was done
    perform desk.order_shift(p_order, 'completed', desk.order_actors(p_order), p_photos => p_photos);
    update desk.order_members as m set minutes = m.minutes + v_minutes
    where m.order_id = p_order and m.staff_id = v_staff;
end
$$;
comment on function desk.order_complete(lib.order_ref, text[], text, integer, text, uuid[], upkeep.stock_line[]) is
'The performer''s report: the order is done and goes to the resident for a check
@decides';
