create function cabinet.texts_list(
    p_search text default null,
    p_area text default null,
    p_language text default 'ru',
    p_edited boolean default null
)
returns table (
    key text,
    language text,
    text text,
    edited boolean
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Texts of the interface by words of key or text; p_area: event, refusal, phrase, ui or a cabinet. */
begin
    perform people.office_demand(array['supervisor', 'admin']);
    return query
    select t.key, t.language, t.text, t.edited
    from cabinet.texts as t
    where
        t.language = coalesce(p_language, 'ru')
        and (p_area is null or split_part(t.key, '.', 1) = p_area)
        and (p_edited is null or t.edited = p_edited)
        and (p_search is null or t.text ilike '%' || p_search || '%' or t.key ilike '%' || p_search || '%')
    order by t.key;
end
$$;
comment on function cabinet.texts_list(text, text, text, boolean) is 'Texts of the interface by words of key or text
@decides';
