create function estate.import_value(
    p_attribute estate.attributes,
    p_kind text,
    p_words jsonb,
    p_text text
)
returns estate.read_value
language plpgsql
stable
set search_path = ''
as $$
/*
A cell of an import: by its attribute (p_kind null), or a number, a date, one of the words, a telephone, an e-mail, a name,
a share («1/2», «50 %», «0,5»), a list («Центр; Север»). Empty and «Не заполнено» is null.
*/
declare
    v_text text;
    v_share numeric;
    v_value jsonb;
begin
    if p_kind is null or p_kind in ('text', 'integer', 'number', 'date') then
        return estate.value_read(p_attribute, p_text);
    end if;
    v_text := estate.csv_word(p_text);
    if v_text is null then
        return (null, null)::estate.read_value;
    end if;
    case p_kind
        when 'words' then
            select to_jsonb(w.code) into v_value
            from jsonb_each(p_words) as w (code, written)
            where lower(v_text) = w.code or exists (
                select from jsonb_array_elements_text(w.written) as x (x)
                where estate.import_word(x.x) = estate.import_word(v_text)
            )
            limit 1;
        when 'phone' then
            v_value := to_jsonb(lib.phone_digits(v_text));
        when 'email' then
            v_value := case
                when v_text ~* '^[^@\s<>"]+@[^@\s<>"]+\.[^@\s<>"]+$' and length(v_text) <= 254 then to_jsonb(lower(v_text))
            end;
        when 'name' then
            v_value := case when length(v_text) between 2 and 150 and v_text !~ '[<>{}\[\]\\|]' then to_jsonb(v_text) end;
        when 'share' then
            v_share := case
                when v_text ~ '^\d{1,6}\s*/\s*0*[1-9]\d{0,5}$'
                    then split_part(v_text, '/', 1)::numeric / split_part(v_text, '/', 2)::numeric
                when v_text ~ '%$' then estate.csv_number(rtrim(v_text, '% ')) / 100
                when estate.csv_number(v_text) > 1 then estate.csv_number(v_text) / 100
                else estate.csv_number(v_text)
            end;
            v_value := case when v_share > 0 and v_share <= 1 then to_jsonb(round(v_share, 6)) end;
        else
            v_value := (
                select to_jsonb(array_agg(trim(x.x))) from regexp_split_to_table(v_text, '[,;/\n]+') as x (x) where trim(x.x) <> ''
            );
    end case;
    if v_value is not null then
        return (v_value, null)::estate.read_value;
    end if;
    return (null, cabinet.said('said.import.' || p_kind, jsonb_build_object('value', left(v_text, 60))))::estate.read_value;
end
$$;
comment on function estate.import_value(estate.attributes, text, jsonb, text) is 'A cell of an import
@internal';
