create function upkeep.norm_conditions_said(
    p_object_type text,
    p_conditions jsonb
)
returns text
language plpgsql
stable
set search_path = ''
as $$
/* Conditions in the words of the passport: «отопление: центральное; лифтов > 0». */
begin
    return (
        select string_agg(
            case when v.title ~ '^.[[:lower:]]' then lower(left(v.title, 1)) || substr(v.title, 2) else v.title end
            || case
                when c.item ->> 'operator' = '<>' and lower(v.value) in ('нет', 'none', 'no') then cabinet.said('phrase.norm_some')
                else case c.item ->> 'operator'
                    when '=' then ': ' when '<>' then cabinet.said('phrase.norm_except') when '<=' then ' ≤ ' when '>=' then ' ≥ '
                    else ' ' || (c.item ->> 'operator') || ' '
                end || v.value
            end,
            '; ' order by c.n
        )
        from jsonb_array_elements(p_conditions) with ordinality as c (item, n)
        left join estate.attributes as a on a.object_type = p_object_type and a.code = c.item ->> 'attribute'
        cross join lateral (
            select
                coalesce(case when lib.language() = 'en' then a.title_en end, a.title, c.item ->> 'attribute')::text as title,
                (
                    select string_agg(case when u.word ~ '^.[[:lower:]]' then lower(left(u.word, 1)) || substr(u.word, 2) else u.word end, ', ')
                    from regexp_split_to_table(upkeep.norm_value_said(p_object_type, c.item ->> 'attribute', c.item ->> 'value'), '; ')
                        as u (word)
                ) as value
        ) as v
    );
end
$$;
comment on function upkeep.norm_conditions_said(text, jsonb) is 'Conditions of a norm in words';
