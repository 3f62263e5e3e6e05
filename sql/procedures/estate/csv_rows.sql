create function estate.csv_rows(
    p_bytes bytea
)
returns table (
    line integer,
    fields text[]
)
language plpgsql
stable
rows 5000
as $$
/*
Records of a CSV file (RFC 4180: quotes, doubled quotes, line breaks inside quotes). UTF-8 with or without BOM, else
windows-1251; the separator is what the first line has most of: semicolon, tab, comma. line counts records, from 1; empty
records are left out. Errors: import_file.
*/
declare
    v_text text;
    v_first text;
    v_separator text;
begin
    begin
        v_text := convert_from(p_bytes, 'UTF8');
    exception
        when character_not_in_repertoire or untranslatable_character then
            v_text := convert_from(p_bytes, 'WIN1251');
    end;
    v_text := ltrim(v_text, chr(65279));
    if trim(v_text) = '' then
        perform cabinet.refuse('import_file', p_field => 'p_file', p_values => jsonb_build_object('reason', 'пустой файл'));
    end if;
    v_first := split_part(v_text, e'\n', 1);
    select s.sign
    into v_separator
    from (values (';', 1), (e'\t', 2), (',', 3)) as s (sign, place)
    order by length(v_first) - length(replace(v_first, s.sign, '')) desc, s.place
    limit 1;
    return query
    with tokens as (
        select m.part[1] as raw, m.part[2] <> v_separator as ends, m.n
        from regexp_matches(
            v_text,
            '("(?:[^"]|"")*"|[^"' || v_separator || '\r\n][^' || v_separator || '\r\n]*|)(' || v_separator
            || '|\r?\n|\r|$)', 'g'
        ) with ordinality as m (part, n)
    ),

    numbered as (
        select
            t.raw, t.n,
            coalesce(sum(t.ends::integer) over (order by t.n rows between unbounded preceding and 1 preceding), 0) as record
        from tokens as t
    )

    select
        (r.record + 1)::integer,
        array_agg(
            case when r.raw like '"%' then replace(substr(r.raw, 2, length(r.raw) - 2), '""', '"') else trim(r.raw) end
            order by r.n
        )
    from numbered as r
    group by r.record
    having string_agg(r.raw, '') <> ''
    order by r.record;
end
$$;
comment on function estate.csv_rows(bytea) is 'Records of a CSV file
@internal';
