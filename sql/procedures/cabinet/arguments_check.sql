create function cabinet.arguments_check(
    p_function text,
    p_values text[]
)
returns table (
    field text,
    row_number integer,
    column_name text,
    type_name text,
    problem text
)
language plpgsql
stable
set search_path = ''
as $$
/*
Says which of the sent values its type does not accept: PostgreSQL itself names neither argument nor grid row.
p_values: name, value, name, value… The checks of domains run as the caller. problem: the SQLSTATE.
*/
declare
    v_argument record;
    v_value text;
    v_element text;
    v_cell record;
    v_row integer;
begin
    for v_argument in
        select
            p.proargnames[a.n] as name, a.type_oid, room.nspname as type_schema, t.typname as type_name,
            element.typtype as element_kind, element.typrelid as element_relation
        from pg_catalog.pg_proc as p
        cross join lateral unnest(p.proargtypes::oid[]) with ordinality as a (type_oid, n)
        join pg_catalog.pg_type as t on t.oid = a.type_oid
        join pg_catalog.pg_namespace as room on room.oid = t.typnamespace
        left join pg_catalog.pg_type as element on element.oid = t.typelem and t.typcategory = 'A'
        where p.oid = pg_catalog.to_regproc(p_function)
        order by a.n
    loop
        continue when not v_argument.name = any (p_values);
        select p_values[i.n + 1]
        into v_value
        from generate_series(1, cardinality(p_values), 2) as i (n)
        where p_values[i.n] = v_argument.name;
        continue when v_value is null;
        begin
            execute format('select cast($1 as %I.%I)', v_argument.type_schema, v_argument.type_name) using v_value;
            continue;
        exception
            when data_exception or integrity_constraint_violation then
                if v_argument.element_kind is distinct from 'c' then
                    return query select
                        v_argument.name, null::integer, null::text,
                        pg_catalog.format_type(v_argument.type_oid, null), sqlstate;
                    continue;
                end if;
        end;
        -- a grid: every cell of every row by itself
        v_row := 0;
        foreach v_element in array v_value::text[] loop
            v_row := v_row + 1;
            for v_cell in
                select
                    a.attname, pg_catalog.format_type(a.atttypid, null) as type_text, room.nspname as type_schema,
                    t.typname as type_name, cell.value
                from pg_catalog.pg_attribute as a
                join pg_catalog.pg_type as t on t.oid = a.atttypid
                join pg_catalog.pg_namespace as room on room.oid = t.typnamespace
                join cabinet.row_cells(v_element) as cell on cell.n = a.attnum
                where a.attrelid = v_argument.element_relation and a.attnum > 0 and not a.attisdropped
            loop
                begin
                    execute format('select cast($1 as %I.%I)', v_cell.type_schema, v_cell.type_name) using v_cell.value;
                exception
                    when data_exception or integrity_constraint_violation then
                        return query select
                            v_argument.name, v_row, v_cell.attname::text, v_cell.type_text, sqlstate;
                end;
            end loop;
        end loop;
    end loop;
end
$$;
comment on function cabinet.arguments_check(text, text[]) is 'Which of the sent values its type does not accept
@for cabinets';

create function cabinet.row_cells(
    p_row text
)
returns table (
    n integer,
    value text
)
language plpgsql
immutable
set search_path = ''
as $$
/* The cells of a row in its text form `(a,"b, ""c""",)`; an empty cell is null. Cells are plain text. */
declare
    v_sign text;
    v_cell text;
    v_quoted boolean := false;
    v_any boolean := false;
    v_at integer := 2;
    v_number integer := 1;
    v_last integer := length(p_row);
begin
    v_cell := '';
    while v_at <= v_last loop
        v_sign := substr(p_row, v_at, 1);
        if v_sign = '"' then
            if v_quoted and substr(p_row, v_at + 1, 1) = '"' then
                v_cell := v_cell || '"';
                v_at := v_at + 1;
            else
                v_quoted := not v_quoted;
                v_any := true;
            end if;
        elsif v_sign = '\' then
            v_at := v_at + 1;
            v_cell := v_cell || substr(p_row, v_at, 1);
            v_any := true;
        elsif not v_quoted and (v_sign = ',' or v_at = v_last) then
            n := v_number;
            value := case when v_any then v_cell end;
            return next;
            v_number := v_number + 1;
            v_cell := '';
            v_any := false;
        else
            v_cell := v_cell || v_sign;
            v_any := true;
        end if;
        v_at := v_at + 1;
    end loop;
end
$$;
comment on function cabinet.row_cells(text) is 'The cells of a row in its text form
@for cabinets';
