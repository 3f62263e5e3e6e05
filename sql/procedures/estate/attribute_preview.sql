create function estate.attribute_preview(
    p_object_type text,
    p_code text,
    p_title text,
    p_title_en text,
    p_attribute_group text,
    p_kind text,
    p_minimum numeric default null,
    p_maximum numeric default null,
    p_pattern text default null,
    p_pattern_said text default null,
    p_pattern_said_en text default null,
    p_options text[] default null
)
returns table (
    name text,
    value text,
    problem text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Values that a change of a field would leave unfit, with what would be said of each; at most 200. Nothing is changed. */
declare
    v_row estate.attributes;
begin
    perform people.office_demand(array['supervisor']);
    v_row := estate.attribute_change(
        p_object_type => p_object_type, p_code => p_code, p_title => p_title, p_title_en => p_title_en,
        p_attribute_group => p_attribute_group, p_kind => p_kind, p_minimum => p_minimum, p_maximum => p_maximum,
        p_pattern => p_pattern, p_pattern_said => p_pattern_said,
        p_pattern_said_en => p_pattern_said_en
    );
    return query
    select u.name, u.value, u.problem from estate.attribute_unfit(v_row) as u
    union all
    select k.name, estate.value_said(v_row, to_jsonb(k.code)), cabinet.said('said.option.gone')
    from estate.attribute_chosen(v_row) as k
    where p_kind in ('option', 'options') and k.code not in (select o.code from estate.options_read(p_options) as o)
    limit 200;
end
$$;
comment on function estate.attribute_preview(
    text, text, text, text, text, text, numeric, numeric, text, text, text, text[]
) is 'Values that a change of a field would leave unfit
@decides';
