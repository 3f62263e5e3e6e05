create function cabinet.documents_task(
    p_title text,
    p_total integer
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
The task of a lot of documents: it runs from the start, since its steps are the documents, which the worker prints with
all others; cabinet.document_done counts them and ends it.
*/
declare
    v_task bigint;
begin
    insert into cabinet.tasks (function_name, title, state, total, user_id, cabinet, started_at)
    values ('cabinet.document_take', p_title, 'running', p_total, people.me(), people.my_cabinet(), lib.moment())
    returning task_id into v_task;
    return v_task;
end
$$;
comment on function cabinet.documents_task(text, integer) is 'The task of a lot of documents
@for code
@decides';
