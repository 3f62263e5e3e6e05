create function cabinet.page_settings(
    p_page text
)
returns table (
    user_id bigint,
    user_name text,
    cabinets text[],
    language text,
    time_zone text,
    large_type boolean,
    unread integer,
    rights text[],
    hidden_pages text[],
    place_label text,
    counters jsonb,
    "rotate" boolean
)
language plpgsql
stable
set search_path = ''
as $$
/*
First statement of every page: who acts, rights, hidden pages, unread notices, address in force, and the counters of the
menu from the cabinet's own counters() (page text, counter integer), which runs under the cabinet's walls. Refusals as
cabinet.page_person().
*/
declare
    v_cabinet text := substr(current_setting('role', true), 5);
begin
    select p.*
    into user_id, user_name, cabinets, language, time_zone, large_type, unread, rights, hidden_pages, place_label, rotate
    from cabinet.page_person(p_page) as p;
    counters := '{}';
    if pg_catalog.to_regprocedure(format('%I.counters()', v_cabinet)) is not null then
        execute format(
            'select coalesce(jsonb_object_agg(c.page, c.counter) filter (where c.counter > 0), ''{}'')
             from %I.counters() as c', v_cabinet
        ) into counters;
    end if;
    return next;
end
$$;
comment on function cabinet.page_settings(text) is 'Who acts, rights, counters: the first statement of every page';
