create function estate.imports_forget(
    p_user bigint,
    p_phone text,
    p_email text,
    p_name text
)
returns void
language plpgsql
volatile
as $$
/*
Takes an erased person out of files that were imported: rows that name them, by their id, telephone, e-mail or name, lose what they
say, and the files as they came go. Other rows of a load stay, and so does its undo as far as it concerns others.
*/
declare
    v_rows estate.import_rows[];
begin
    select array_agg(r) into v_rows
    from estate.import_kinds as k
    join estate.imports as i on i.kind = k.kind and i.cleared_at is null
    join estate.import_rows as r on r.import_id = i.import_id
    where k.personal and (
        r.after ->> 'user_id' = p_user::text or r."values" ->> 'phone' = p_phone or lower(r."values" ->> 'email') = lower(p_email)
        or lower(coalesce(r."values" ->> 'name', concat_ws(
            ' ', r."values" ->> 'surname', r."values" ->> 'first_name', r."values" ->> 'patronymic'))) = lower(p_name)
    );
    update estate.import_rows as r
    set data = '[]', "values" = '{}', problems = null, reason = null, row_key = '—', before = null, after = null
    from unnest(v_rows) as x
    where r.import_id = x.import_id and r.line = x.line;
    delete from cabinet.table_rows as t
    using unnest(v_rows) as x
    join estate.imports as i on i.import_id = x.import_id
    where t.file_id = i.file_id and t.line = x.line;
    update cabinet.files as f
    set bytes = ''::bytea, thumbnail = null, name = '—', sha256 = ''
    from estate.imports as i
    where f.file_id = i.file_id and i.import_id in (select x.import_id from unnest(v_rows) as x);
    update estate.import_writes as w
    set before = case when w.before is not null then '{}'::jsonb end, after = '{}'
    where w.relation = 'people.users' and w.key = jsonb_build_object('user_id', p_user);
end
$$;
comment on function estate.imports_forget(bigint, text, text, text) is 'Takes an erased person out of imported files
@internal';
