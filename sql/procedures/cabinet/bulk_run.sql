create function cabinet.bulk_run(
    p_action text,
    p_argument text,
    p_type text,
    p_rows jsonb,
    p_values jsonb default '{}',
    p_version text default null,
    p_dry boolean default false
)
returns table (
    "position" integer,
    id text,
    name text,
    done boolean,
    message text
)
language plpgsql
volatile
set search_path = ''
as $$
/*
One action for many rows: for each the ordinary action of the page, in a savepoint of its own, under the rights of who
calls. A row that refuses says why and leaves the others as they are. In the order of the ids, so that two of these lock
alike. p_action: «cabinet.function»; p_argument, p_type: its argument that names the row; p_rows: [{"id", "version"}];
p_values: its other arguments as text; p_version: the argument for the version of a row; p_dry: nothing stays done.
*/
declare
    v_row record;
    v_arguments text;
    v_message text;
    v_done boolean;
    v_results jsonb := '[]';
    v_names jsonb := (
        select coalesce(jsonb_object_agg(s.id, s.name), '{}')
        from cabinet.refs_seen(
            array(select p_type from jsonb_array_elements(p_rows)),
            array(select r.value ->> 'id' from jsonb_array_elements(p_rows) as r), false
        ) as s
    );
begin
    begin
        for v_row in
            select r.ordinality as n, r.value ->> 'id' as id, r.value ->> 'version' as version
            from jsonb_array_elements(p_rows) with ordinality as r
            order by length(r.value ->> 'id'), r.value ->> 'id'
        loop
            v_arguments := format('%I => %L', p_argument, v_row.id) || coalesce((
                select string_agg(format(', %I => %L', v.key, v.value), '')
                from jsonb_each_text(p_values || case
                    when p_version is not null and v_row.version is not null
                        then jsonb_build_object(p_version, v_row.version)
                    else '{}'
                end) as v
            ), '');
            begin
                -- @accept should be STABLE
                execute format(
                    'select a.message from %I.%I(%s) as a', split_part(p_action, '.', 1), split_part(p_action, '.', 2),
                    v_arguments
                ) into v_message;
                v_done := true;
            exception
                when sqlstate 'SK000' then
                    get stacked diagnostics v_message = message_text;
                    v_done := false;
                when integrity_constraint_violation then
                    v_message := cabinet.said('check.constraint');
                    v_done := false;
            end;
            v_results := v_results || jsonb_build_object(
                'position', v_row.n, 'id', v_row.id, 'name', v_names ->> v_row.id, 'done', v_done, 'message', v_message
            );
        end loop;
        if p_dry then
            raise exception using errcode = 'SK206', message = 'nothing stays done';
        end if;
    exception
        when sqlstate 'SK206' then
            null;
    end;
    return query
    select r."position", r.id, r.name, r.done, r.message
    from jsonb_to_recordset(v_results) as r ("position" integer, id text, name text, done boolean, message text)
    order by r."position";
end
$$;
comment on function cabinet.bulk_run(text, text, text, jsonb, jsonb, text, boolean) is 'One action for many rows, each with its outcome
@for cabinets';
