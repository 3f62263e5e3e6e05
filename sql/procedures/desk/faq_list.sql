create function desk.faq_list(
    p_audience text
)
returns table (
    faq text,
    question text,
    answer text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Questions and answers for an audience (resident, guest): the text rows faq.<audience>.<name>.question and .answer in the
language of the session, Russian where it has none.
*/
begin
    return query
    with shown as (
        select distinct on (t.key) t.key, t.text
        from cabinet.texts as t
        where t.key like 'faq.' || p_audience || '.%' and t.language in (lib.language(), 'ru')
        order by t.key, t.language = lib.language() desc
    )

    select split_part(q.key, '.', 3), q.text, a.text
    from shown as q
    join shown as a on a.key = regexp_replace(q.key, '\.question$', '.answer')
    where q.key like '%.question'
    order by q.key;
end
$$;
comment on function desk.faq_list(text) is 'Questions and answers for an audience';
