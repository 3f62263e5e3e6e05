create function cabinet.bulk_outcome(
    p_token uuid,
    p_action text
)
returns table (
    "position" integer,
    id text,
    name text,
    done boolean,
    message text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What became of the rows of a bulk action, for who did it, for a day. Errors: not_found. */
declare
    v_rows jsonb := (
        select t.outcome -> 'rows'
        from cabinet.form_tokens as t
        where t.token = p_token and t.action = p_action and t.user_id is not distinct from people.me()
    );
begin
    if v_rows is null then
        perform cabinet.refuse('not_found');
    end if;
    return query
    select r."position", r.id, r.name, r.done, r.message
    from jsonb_to_recordset(v_rows) as r ("position" integer, id text, name text, done boolean, message text)
    order by r."position";
end
$$;
comment on function cabinet.bulk_outcome(uuid, text) is 'What became of the rows of a bulk action
@for cabinets';
