create function desk.history_guard()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
/*
What happened and what was said stays: no update, no delete. One exception: after the keeping term
(setting keep_years; Правила № 416) the text of a message may be replaced, never removed.
*/
begin
    if tg_op = 'UPDATE' and tg_table_name = 'messages' then
        if (to_jsonb(old) ->> 'created_at')::timestamptz < lib.moment() - make_interval(years => cabinet.setting('keep_years')::integer)
            and (to_jsonb(new) - '{body,author_name}'::text[]) = (to_jsonb(old) - '{body,author_name}'::text[])
        then
            return new;
        end if;
    end if;
    perform cabinet.refuse('history_stays');
    return null;
end
$$;
comment on function desk.history_guard() is 'Keeps events, messages and work reports as they were written';
