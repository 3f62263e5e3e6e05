create function cabinet.access_said(
    p_cabinet text,
    p_place text
)
returns text
language sql
stable
set search_path = ''
as $$
/* Which page was read, «Заявка · Диспетчер»; one that is no more is named as it was called then. */
select concat_ws(' · ', coalesce(n.text, p.title, a.place), coalesce(m.text, c.title))
from (select p_place as place) as a
left join cabinet.pages as p on p.cabinet = p_cabinet and p.page = split_part(a.place, ':', 1)
left join cabinet.texts as n on n.key = 'page.' || p.cabinet || '.' || p.page and n.language = lib.language()
left join cabinet.cabinets as c on c.cabinet = p_cabinet
left join cabinet.texts as m on m.key = c.cabinet and m.language = lib.language()
$$;
comment on function cabinet.access_said(text, text) is 'Which page was read, in words
@internal';
