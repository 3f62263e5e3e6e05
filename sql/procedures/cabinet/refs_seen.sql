create function cabinet.refs_seen(
    p_types text[],
    p_ids text[],
    p_all boolean default true
)
returns table (
    "position" integer,
    id bigint,
    name text,
    version integer
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
What the ids of an address name, as far as the acting person may open it: asked before the form of an action is shown.
Each type (lib.<noun>_ref) names in its comment the function that knows: `@seen schema.function`, which takes bigint[] and
returns id, name and version of those that may be opened. p_all: one that may not, or is no number, is not_found; without
it only its row is missing.
*/
declare
    v_type text;
    v_function text;
begin
    for v_type in select distinct t.t from unnest(p_types) as t (t) loop
        v_function := substring(obj_description(to_regtype(v_type)::oid, 'pg_type') from '(?n)^@seen ([a-z_]+[.][a-z_]+)$');
        if v_function is null then
            perform cabinet.refuse('not_found');
        end if;
        return query execute format(
            'with asked as materialized (
                select a.n::integer as n, a.id::bigint as id
                from unnest($1, $2) with ordinality as a (type, id, n)
                where a.type = $3 and a.id ~ ''^[0-9]{1,18}$''
            )

            select a.n, s.id, s.name, s.version
            from asked as a
            join %s(array(select k.id from asked as k)) as s on s.id = a.id', to_regproc(v_function)
        ) using p_types, p_ids, v_type;
        get diagnostics "position" = row_count;
        if p_all and "position" < (select count(*) from unnest(p_types) as t (t) where t.t = v_type) then
            perform cabinet.refuse('not_found');
        end if;
    end loop;
end
$$;
comment on function cabinet.refs_seen(text[], text[], boolean) is 'What the ids of an address name, if the acting person may open it
@for cabinets';
