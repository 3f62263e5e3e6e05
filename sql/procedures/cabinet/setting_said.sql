create function cabinet.setting_said(
    p_key text,
    p_russian text,
    p_part text default null
)
returns text
language sql
stable
security definer
set search_path = ''
as $$
/* Title of a setting in the language of the reader, or its help (p_part help): the row setting.<key>, else its Russian. */
select coalesce((
    select t.text
    from cabinet.texts as t
    where t.key = concat_ws('.', 'setting', p_key, p_part) and t.language = lib.language()
), p_russian)
$$;
comment on function cabinet.setting_said(text, text, text) is 'Title or help of a setting in the language of the reader';
