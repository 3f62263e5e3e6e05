create function cabinet.value_said(
    p_value text,
    p_kind text default null
)
returns text
language plpgsql
stable
set search_path = ''
as $$
/*
A kept value as it is read: numbers with the decimal sign and from five digits on the groups of the language, yes and no
in words, a telephone in groups. p_kind: kind of a setting, or rub, which is grouped from four digits on as sums in lists are; without
it what looks like a number or a truth value is one.
*/
begin
    return case
        when p_value is null then null
        when p_value in ('true', 'false') and coalesce(p_kind, 'boolean') = 'boolean'
            then cabinet.said('phrase.' || case p_value when 'true' then 'yes' else 'no' end)
        when p_value ~ '^-?\d{1,12}([.]\d{1,6})?$' and coalesce(p_kind, 'number') in ('number', 'rub') then
            case
                when abs(p_value::numeric) < case p_kind when 'rub' then 1000 else 10000 end then split_part(p_value, '.', 1)
                else translate(
                    to_char(trunc(p_value::numeric), 'FM999,999,999,999'), ',',
                    case lib.language() when 'en' then ',' else chr(160) end)
            end || coalesce(cabinet.said('phrase.decimal') || nullif(split_part(p_value, '.', 2), ''), '')
        when p_kind = 'phone' and p_value ~ '^\+7\d{10}$'
            then regexp_replace(p_value, '^(\+7)(\d{3})(\d{3})(\d\d)(\d\d)$', '\1 \2 \3-\4-\5')
        else p_value
    end;
end
$$;
comment on function cabinet.value_said(text, text) is 'A kept value as it is read: numbers and truth values in words';
