create function cabinet.json_without(
    p_value jsonb,
    p_parts text[],
    p_whole text[],
    p_name text default null
)
returns jsonb
language plpgsql
immutable
set search_path = ''
as $$
/*
A value without these words, at any depth: p_parts (telephones, addresses of mail, a name) are taken out of texts that hold them, texts that
are one of p_whole become null. p_name: what stands where a name stood.
*/
declare
    v_text text;
    v_part text;
begin
    case jsonb_typeof(p_value)
        when 'object' then
            return (
                select coalesce(jsonb_object_agg(e.key, cabinet.json_without(e.value, p_parts, p_whole, p_name)), '{}')
                from jsonb_each(p_value) as e
            );
        when 'array' then
            return (
                select coalesce(jsonb_agg(cabinet.json_without(e.e, p_parts, p_whole, p_name) order by e.n), '[]')
                from jsonb_array_elements(p_value) with ordinality as e (e, n)
            );
        when 'string' then
            v_text := p_value #>> '{}';
            if v_text = any (p_whole) then
                return 'null';
            end if;
            foreach v_part in array p_parts loop
                v_text := replace(v_text, v_part, case when v_part ~ '[@+]' then '—' else coalesce(p_name, '—') end);
            end loop;
            return to_jsonb(v_text);
        else
            return p_value;
    end case;
end
$$;
comment on function cabinet.json_without(jsonb, text[], text[], text) is 'A value without these words
@internal';
