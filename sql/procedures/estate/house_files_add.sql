create function estate.house_files_add(
    p_house lib.house_ref,
    p_kind text,
    p_files uuid[],
    p_title text,
    p_object lib.object_ref default null,
    p_premise lib.premise_ref default null,
    p_issued_on date default null,
    p_valid_until date default null
)
returns integer
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Hangs uploads on a house, an object or a premise of it: photo, layout (shown to residents of the house; of a premise to its
residents), document (staff only). Only files that the acting person has just put and that hang nowhere. Returns how many.
Errors: not_found, file_unknown, file_kind (422), file_days (422).
*/
declare
    v_premise bigint := coalesce(p_premise, (select o.premise_id from estate.objects as o where o.object_id = p_object));
    v_count integer;
begin
    perform estate.objects_demand(p_house);
    if p_object is not null and not exists (
        select from estate.objects as o where o.object_id = p_object and o.house_id = p_house
    ) or p_premise is not null and not exists (
        select from estate.premises as p where p.premise_id = p_premise and p.house_id = p_house
    ) then
        perform cabinet.refuse('not_found');
    elsif p_kind not in ('photo', 'layout', 'document') or p_kind = 'photo' and exists (
        select from cabinet.files as f where f.file_id = any (p_files) and f.media_type not like 'image/%'
    ) then
        perform cabinet.refuse('file_kind', p_field => 'p_files');
    elsif p_valid_until < p_issued_on then
        perform cabinet.refuse('file_days', p_field => 'p_valid_until');
    end if;
    v_count := cabinet.files_hang(p_files, 'p_files', p_house, v_premise, p_internal => p_kind = 'document');
    if v_count = 0 then
        perform cabinet.refuse('file_unknown', p_field => 'p_files');
    end if;
    insert into estate.house_files (
        house_id, file_id, object_id, premise_id, kind, title, issued_on, valid_until, user_id, added_at
    )
    select distinct
        p_house, u.id, p_object::bigint, v_premise, p_kind, p_title, p_issued_on, p_valid_until, people.me(), lib.moment()
    from unnest(p_files) as u (id);
    return v_count;
end
$$;
comment on function estate.house_files_add(
    lib.house_ref, text, uuid[], text, lib.object_ref, lib.premise_ref, date, date
) is 'Hangs uploads on a house
@decides';
