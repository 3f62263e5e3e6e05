create function cabinet.refuse(
    p_code text,
    p_field text default null,
    p_row integer default null,
    p_values jsonb default null,
    p_goto text default null,
    p_goto_label text default null
)
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The one way to say no: raises SK + status with the sentence `refusal.<code>` in the reader's language, Russian else.
   p_field: argument it is about; p_row: row of a grid, from 1; p_values: fills {name} in the sentence, also in DETAIL;
   p_goto, p_goto_label: what is possible instead, a path and the words on its button (or the key of a text).
   DETAIL is JSON {code, field, row, values, goto, goto_label}; what is null is left out. */
declare
    v_status integer := (select c.status from cabinet.refusal_codes as c where c.code = p_code);
    v_text text := (
        select t.text
        from cabinet.texts as t
        where t.key = 'refusal.' || p_code and t.language in (lib.language(), 'ru')
        order by t.language = lib.language() desc
        limit 1
    );
    v_label text := (
        select t.text
        from cabinet.texts as t
        where t.key = p_goto_label and t.language in (lib.language(), 'ru')
        order by t.language = lib.language() desc
        limit 1
    );
    v_detail text;
begin
    if v_status is null or v_text is null then
        raise exception 'refusal % has no %', p_code,
            case when v_status is null then 'status in cabinet.refusal_codes' else 'text in cabinet.texts' end
            using errcode = 'undefined_object';
    end if;
    v_text := lib.pattern_fill(v_text, p_values);
    v_detail := jsonb_strip_nulls(jsonb_build_object(
        'code', p_code, 'field', p_field, 'row', p_row,
        'values', case when octet_length(v_text) + octet_length(p_values::text) < 700 then p_values end,
        'goto', p_goto, 'goto_label', coalesce(v_label, p_goto_label)
    ))::text;
    -- the driver hands over some thousand bytes of message and detail: the sentence gives way, and the cut falls in blanks
    raise exception '%', case
            when octet_length(v_text) + octet_length(v_detail) <= 980 then v_text
            else left(v_text, greatest(40, (980 - octet_length(v_detail)) / 2)) || '…'
        end
        using errcode = 'SK' || v_status, detail = v_detail || repeat(' ', 1030);
end
$$;
comment on function cabinet.refuse is
'Raises a refusal by its code, in the reader''s language, with what is possible instead
@for code layer worker';
