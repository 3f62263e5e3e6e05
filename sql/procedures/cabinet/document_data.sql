create function cabinet.document_data(
    p_kind text,
    p_object bigint
)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
/*
What a document of this kind shows of this object, by the kind's own function: under the rights of who asks, since that
function decides. Errors: not_found, also where the function answers nothing.
*/
declare
    v_function text := (select k.function_name from cabinet.document_kinds as k where k.document_kind = p_kind);
    v_data jsonb;
begin
    if v_function is null then
        perform cabinet.refuse('not_found');
    end if;
    execute format('select %I.%I($1)', split_part(v_function, '.', 1), split_part(v_function, '.', 2))
    into v_data using p_object;
    if v_data is null then
        perform cabinet.refuse('not_found');
    end if;
    return v_data;
end
$$;
comment on function cabinet.document_data(text, bigint) is 'What a document of a kind shows of an object';
