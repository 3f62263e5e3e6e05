create function estate.fields_asked(
    p_codes text[]
)
returns text[]
language sql
stable
as $$
/* Those of these fields of a house that its passport demands now and no rule of their own, switched on, asks for. */
select coalesce(array_agg(a.code order by a.position), '{}')
from estate.attributes as a
where
    a.object_type = 'house' and a.code = any (p_codes) and a.active and a.required
    and not exists (
        select from estate.check_rules as r
        where r.object_type = 'house' and r.attribute = a.code and r.operator = 'missing' and r.active
    )
$$;
comment on function estate.fields_asked(text[]) is 'Fields that a rule of a section asks for';
