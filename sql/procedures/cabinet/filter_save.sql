create function cabinet.filter_save(
    p_page text,
    p_block text,
    p_name text,
    p_query text
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Keeps the acting person's filter of a list under a name, at most 30 a list; the same name again replaces it.
Errors: sign_in, not_found (no such block here), filter_name, filter_many.
*/
declare
    v_me bigint := people.me();
    v_cabinet text := people.my_cabinet();
    v_name text := left(trim(regexp_replace(coalesce(p_name, ''), '\s+', ' ', 'g')), 60);
begin
    if v_me is null then
        perform cabinet.refuse('sign_in');
    elsif not exists (
        select from cabinet.pages as p
        where p.cabinet = v_cabinet and p.page = p_page and p_block = any (p.blocks || p.side_blocks)
    ) then
        perform cabinet.refuse('not_found');
    elsif v_name = '' then
        perform cabinet.refuse('filter_name');
    elsif (
        select count(*) from cabinet.saved_filters as f
        where f.user_id = v_me and f.cabinet = v_cabinet and f.page = p_page and f.block = p_block and f.name <> v_name
    ) >= 30 then
        perform cabinet.refuse('filter_many');
    end if;
    insert into cabinet.saved_filters (user_id, cabinet, page, block, name, query)
    values (v_me, v_cabinet, p_page, p_block, v_name, left(p_query, 2000))
    on conflict (user_id, cabinet, page, block, name) do update set query = excluded.query;
end
$$;
comment on function cabinet.filter_save(text, text, text, text) is 'Keeps the acting person''s filter of a list under a name
@decides
@for cabinets';
