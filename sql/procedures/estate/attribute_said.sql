create function estate.attribute_said(
    p_attribute estate.attributes
)
returns text
language plpgsql
stable
set search_path = ''
as $$
/* A field in words for the history; null for none. */
begin
    if (p_attribute).attribute_id is null then
        return null;
    end if;
    return concat_ws(
        ', ', (p_attribute).title, (p_attribute).title_en, cabinet.said('said.kind.' || (p_attribute).kind),
        (p_attribute).unit, (p_attribute).unit_en,
        case when num_nonnulls((p_attribute).minimum, (p_attribute).maximum) > 0 then
            coalesce(trim_scale((p_attribute).minimum)::text, '') || '…'
            || coalesce(trim_scale((p_attribute).maximum)::text, '') end,
        (p_attribute).pattern, (p_attribute).pattern_said, (p_attribute).pattern_said_en, (p_attribute).attribute_group,
        case when (p_attribute).required then cabinet.said('said.attribute.required') end,
        case when (p_attribute).in_list then cabinet.said('said.attribute.in_list') end,
        case when not (p_attribute).active then cabinet.said('said.object.off') end
    );
end
$$;
comment on function estate.attribute_said(estate.attributes) is 'A field in words';
