create function estate.value_typed(
    p_attribute estate.attributes,
    p_value jsonb,
    p_typed jsonb
)
returns boolean
language sql
immutable
as $$
/* Whether what came from a form is the kept value just as the form had shown it. */
select coalesce(
    case
        when jsonb_typeof(p_value) = 'array' or jsonb_typeof(p_typed) = 'array' then
            array(select v.v from jsonb_array_elements_text(
                case when jsonb_typeof(p_value) = 'array' then p_value else jsonb_build_array(p_value) end
            ) as v (v) order by 1)
            = array(select v.v from jsonb_array_elements_text(
                case when jsonb_typeof(p_typed) = 'array' then p_typed else jsonb_build_array(p_typed) end
            ) as v (v) order by 1)
        when (p_attribute).kind in ('integer', 'number', 'year') then
            estate.csv_number(p_value #>> '{}') = estate.csv_number(p_typed #>> '{}')
            or p_value #>> '{}' = p_typed #>> '{}'
        else p_value #>> '{}' = p_typed #>> '{}'
    end, false)
$$;
comment on function estate.value_typed(estate.attributes, jsonb, jsonb) is 'Whether a typed value is the kept one
@internal';
