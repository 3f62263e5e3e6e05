create function upkeep.unit_said(
    p_unit text,
    p_language text default lib.language()
)
returns text
language sql
stable
as $$
/* In what a material is counted, in the language of the reader: «шт.», "pcs". */
select case when p_language = 'en' then coalesce((
    select u.title_en from upkeep.material_units as u where u.unit = p_unit
), p_unit) else p_unit end
$$;
comment on function upkeep.unit_said(text, text) is 'In what a material is counted';
