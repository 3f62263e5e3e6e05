create function estate.import_lacks(
    p_kind text,
    p_mapping jsonb
)
returns text
language plpgsql
stable
set search_path = ''
as $$
/* Fields without which rows of this kind cannot be understood and that have no column, with an example of their headers. */
begin
    return (
        select string_agg(x.said, '; ' order by n.n)
        from estate.import_kinds as k
        cross join lateral unnest(k.needs) with ordinality as n (need, n)
        cross join lateral (
            select string_agg(
                f.title || coalesce(' (' || (
                    select string_agg(h.h, ', ') from unnest(i.headers[:2]) as h (h)
                ) || ')', ''), cabinet.said('said.import.or') order by f.position
            ) as said
            from estate.import_fields_of(p_kind) as f
            left join estate.import_fields as i on i.kind = p_kind and i.field = f.field
            where f.field = any (string_to_array(n.need, '|'))
        ) as x
        where k.kind = p_kind and not p_mapping ?| string_to_array(n.need, '|')
    );
end
$$;
comment on function estate.import_lacks(text, jsonb) is 'Columns that an import cannot do without and has not
@internal';
