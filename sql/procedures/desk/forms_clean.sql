create function desk.forms_clean()
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Tokens of sent forms after a day, drafts after a week, uploads that nobody attached after two days; registers that were imported
are the business of estate.imports_clean.
*/
declare
    v_count bigint;
begin
    with tokens as (
        delete from cabinet.form_tokens as t where t.created_at < now() - interval '1 day' returning 1
    ),

    drafts as (
        delete from cabinet.drafts as d where d.created_at < now() - interval '7 days' returning 1
    ),

    strays as (
        delete from cabinet.files as f
        where
            f.created_at < lib.moment() - interval '2 days' and not f.public
            and num_nonnulls(f.order_id, f.house_id, f.premise_id, f.staff_id) = 0
            and not exists (select from people.users as u where u.photo = f.file_id)
            and not exists (select from cabinet.documents as d where d.file_id = f.file_id)
            and not exists (select from estate.imports as i where i.file_id = f.file_id)
        returning 1
    )

    select (select count(*) from tokens) + (select count(*) from drafts) + (select count(*) from strays) into v_count;
    return v_count;
end
$$;
comment on function desk.forms_clean() is 'Clears old form tokens, drafts and stray uploads
@for worker';
