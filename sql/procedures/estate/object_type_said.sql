create function estate.object_type_said(
    p_type estate.object_types
)
returns text
language plpgsql
stable
set search_path = ''
as $$
/* A type of objects in words for the history; null for none. */
begin
    if (p_type).object_type is null then
        return null;
    end if;
    return concat_ws(
        ', ', (p_type).title, (p_type).title_en, cabinet.said('said.level.' || (p_type).level), (p_type).icon,
        (p_type).counted_by, case when not (p_type).active then cabinet.said('said.object.off') end
    );
end
$$;
comment on function estate.object_type_said(estate.object_types) is 'A type of objects in words';
