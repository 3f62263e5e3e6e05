create function estate.import_match(
    p_relation text,
    p_key jsonb
)
returns text
language sql
stable
set search_path = ''
as $$
/* The condition that row t of a table is the one a write w names, by the columns of the key with their types. */
select string_agg(format('t.%I = (w.key ->> %L)::%s', k.name, k.name, format_type(a.atttypid, a.atttypmod)), ' and ')
from jsonb_object_keys(p_key) as k (name)
join pg_catalog.pg_attribute as a on a.attrelid = p_relation::regclass and a.attname = k.name
$$;
comment on function estate.import_match(text, jsonb) is 'The condition that a row is the one a write names
@internal';
