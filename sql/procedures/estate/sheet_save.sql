create function estate.sheet_save(
    p_house lib.house_ref,
    p_kind text,
    p_title text,
    p_place text,
    p_shuts text default null,
    p_keeper text default null,
    p_entrance lib.entrance_ref default null,
    p_photo uuid default null,
    p_checked_on date default null,
    p_sheet lib.sheet_ref default null
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
A place of the house's emergency sheet, new or changed (p_sheet): a valve, a switchboard, a key; where it is, what it shuts,
who has the key, when it was last seen to. Without a new photo the old one stays. Returns its id.
Errors: not_found, file_unknown, sheet_day (422).
*/
declare
    v_sheet bigint := p_sheet;
begin
    perform estate.objects_demand(p_house, '{supervisor,manager,operator}');
    if p_entrance is not null and not exists (
        select from estate.entrances as e where e.entrance_id = p_entrance and e.house_id = p_house
    ) then
        perform cabinet.refuse('not_found', p_field => 'p_entrance');
    elsif p_checked_on > people.today() then
        perform cabinet.refuse('sheet_day', p_field => 'p_checked_on');
    end if;
    if p_photo is not null then
        if exists (select from cabinet.files as f where f.file_id = p_photo and f.media_type not like 'image/%') then
            perform cabinet.refuse('file_unknown', p_field => 'p_photo');
        end if;
        perform cabinet.files_hang(array[p_photo], 'p_photo', p_house, p_internal => true);
    end if;
    if p_sheet is null then
        insert into estate.emergency_points (
            house_id, entrance_id, kind, title, place_text, shuts, keeper, photo, checked_on, position
        )
        select
            p_house, p_entrance, p_kind, p_title, p_place, nullif(trim(p_shuts), ''), nullif(trim(p_keeper), ''), p_photo,
            p_checked_on, coalesce(max(p.position), 0) + 10
        from estate.emergency_points as p
        where p.house_id = p_house
        returning point_id into v_sheet;
    else
        update estate.emergency_points as p
        set
            entrance_id = p_entrance, kind = p_kind, title = p_title, place_text = p_place,
            shuts = nullif(trim(p_shuts), ''), keeper = nullif(trim(p_keeper), ''), photo = coalesce(p_photo, p.photo),
            checked_on = p_checked_on
        where p.point_id = p_sheet and p.house_id = p_house;
        if not found then
            perform cabinet.refuse('not_found');
        end if;
    end if;
    return v_sheet;
end
$$;
comment on function estate.sheet_save(
    lib.house_ref, text, text, text, text, text, lib.entrance_ref, uuid, date, lib.sheet_ref
) is 'A place of the house''s emergency sheet
@decides';
