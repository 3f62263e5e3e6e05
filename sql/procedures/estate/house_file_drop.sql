create function estate.house_file_drop(
    p_file uuid,
    p_reason text
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Takes a photo or a document off a house; what it was and why stays in the history. Returns the house.
Errors: not_found, rule_reason_required (422).
*/
declare
    v_file estate.house_files;
begin
    select * into v_file from estate.house_files as f where f.file_id = p_file for update;
    perform estate.objects_demand(v_file.house_id);
    delete from estate.house_files as f where f.file_id = p_file and f.house_id = v_file.house_id;
    delete from cabinet.files as f where f.file_id = p_file;
    perform cabinet.rule_change_put(
        'houses', v_file.house_id::text, cabinet.said('said.file.' || v_file.kind), v_file.title, null, p_reason
    );
    return v_file.house_id;
end
$$;
comment on function estate.house_file_drop(uuid, text) is 'Takes a photo or a document off a house
@decides';
