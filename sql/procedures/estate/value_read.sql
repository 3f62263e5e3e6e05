create function estate.value_read(
    p_attribute estate.attributes,
    p_text text
)
returns estate.read_value
language plpgsql
stable
as $$
/*
A value as a person or a register writes it, by the kind of its field: decimal comma, spaces, «Да», 01.05.1980, an option by
its code, title or one of its words. Empty and «Не заполнено» is null. problem: what is wrong, in the reader's language.
*/
declare
    v_text text := estate.csv_word(p_text);
    v_number numeric;
    v_value jsonb;
    v_problem text;
begin
    if v_text is null then
        return (null, null)::estate.read_value;
    end if;
    case
        when p_attribute.kind in ('integer', 'number', 'year') then
            v_number := estate.csv_number(v_text);
            if v_number is null or (p_attribute.kind <> 'number' and v_number % 1 <> 0) then
                v_problem := case when p_attribute.kind = 'number' then 'number' else 'integer' end;
            elsif p_attribute.kind = 'year'
                and v_number not between 1700 and coalesce(p_attribute.maximum, extract(year from lib.moment()) + 2)
            then
                v_problem := 'year';
            elsif v_number < p_attribute.minimum or v_number > p_attribute.maximum then
                v_problem := 'range';
            end if;
            v_value := to_jsonb(case when p_attribute.kind = 'number' then v_number else trunc(v_number) end);
        when p_attribute.kind = 'boolean' then
            v_value := case
                when lower(v_text) in ('да', 'имеется', 'есть', 'true', 'yes', '1', 't') then to_jsonb(true)
                when lower(v_text) in ('нет', 'не имеется', 'отсутствует', 'false', 'no', '0', 'f') then to_jsonb(false)
            end;
            v_problem := case when v_value is null then 'boolean' end;
        when p_attribute.kind = 'date' then
            begin
                v_value := to_jsonb(case
                    when v_text ~ '^\d{4}-\d{2}-\d{2}' then left(v_text, 10)::date
                    when v_text ~ '^\d{1,2}[./]\d{1,2}[./]\d{4}' then make_date(
                        split_part(replace(v_text, '/', '.'), '.', 3)::integer,
                        split_part(replace(v_text, '/', '.'), '.', 2)::integer,
                        split_part(replace(v_text, '/', '.'), '.', 1)::integer)
                end);
            exception when others then
                v_value := null;
            end;
            v_problem := case when v_value is null then 'date' end;
        when p_attribute.kind = 'option' then
            select to_jsonb(o.code) into v_value
            from estate.attribute_options as o
            where o.attribute_id = p_attribute.attribute_id and (
                o.code = v_text or lower(o.title) = lower(v_text) or lower(o.title_en) = lower(v_text)
                or lower(v_text) = any (array(select lower(w.w) from unnest(o.words) as w (w)))
            )
            order by o.code <> v_text
            limit 1;
            v_problem := case when v_value is null then 'option' end;
        when p_attribute.kind = 'options' then
            select jsonb_agg(o.code order by o.position) into v_value
            from estate.attribute_options as o
            where o.attribute_id = p_attribute.attribute_id and exists (
                select from regexp_split_to_table(trim(v_text, '{}[]'), '\s*[,;]\s*') as w (w)
                where trim(w.w, '"') = o.code or lower(o.title) = lower(trim(w.w, '"'))
            );
            v_problem := case when v_value is null then 'option' end;
        else
            v_value := to_jsonb(left(case when p_attribute.kind = 'note' then trim(p_text) else v_text end, 4000));
            if p_attribute.pattern is not null and v_text !~ p_attribute.pattern then
                v_problem := 'pattern';
            end if;
    end case;
    if v_problem is null then
        return (v_value, null)::estate.read_value;
    end if;
    return (null, cabinet.said('said.attribute.' || v_problem, jsonb_build_object(
        'value', left(v_text, 60), 'title', estate.attribute_title(p_attribute), 'minimum', trim_scale(p_attribute.minimum),
        'maximum', trim_scale(p_attribute.maximum), 'pattern', estate.attribute_pattern(p_attribute),
        'year', coalesce(trim_scale(p_attribute.maximum), extract(year from lib.moment()) + 2)
    )))::estate.read_value;
end
$$;
comment on function estate.value_read(estate.attributes, text) is 'A value as a person or a register writes it
@internal';
