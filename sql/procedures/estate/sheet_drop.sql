create function estate.sheet_drop(
    p_sheet lib.sheet_ref,
    p_reason text
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Takes a place off the emergency sheet, with the reason in the history; returns the house. Errors: not_found. */
declare
    v_point estate.emergency_points;
begin
    select * into v_point from estate.emergency_points as p where p.point_id = p_sheet for update;
    perform estate.objects_demand(v_point.house_id, '{supervisor,manager,operator}');
    delete from estate.emergency_points as p where p.point_id = p_sheet;
    perform cabinet.rule_change_put(
        'houses', v_point.house_id::text, cabinet.said('said.sheet.title'), v_point.title || ', ' || v_point.place_text,
        null, p_reason
    );
    return v_point.house_id;
end
$$;
comment on function estate.sheet_drop(lib.sheet_ref, text) is 'Takes a place off the emergency sheet
@decides';
