create function talk.faq_list(
    p_audience text,
    p_words text default null
)
returns table (
    faq_id bigint,
    question text,
    answer text
)
language plpgsql
stable
as $$
/*
Questions and answers for an audience in the language of the session, found by words: every word in some form (Russian or
English stems), or the words as they stand. Runs under the policies of who asks.
*/
declare
    v_words text := nullif(trim(p_words), '');
    v_like text := '%' || replace(lower(v_words), 'ё', 'е') || '%';
    v_config regconfig := case when lib.language() = 'en' then 'pg_catalog.english' else 'pg_catalog.russian' end;
begin
    return query
    with shown as (
        select
            f.faq_id, f.position,
            case when lib.language() = 'en' then coalesce(f.question_en, f.question) else f.question end as question,
            case when lib.language() = 'en' then coalesce(f.answer_en, f.answer) else f.answer end as answer
        from talk.faq as f
        where f.shown and p_audience = any (f.audiences)
    )

    select s.faq_id, s.question, s.answer
    from shown as s
    where
        v_words is null
        or replace(lower(s.question || ' ' || s.answer), 'ё', 'е') like v_like
        or to_tsvector(v_config, replace(s.question || ' ' || s.answer, 'ё', 'е'))
        @@ plainto_tsquery(v_config, replace(v_words, 'ё', 'е'))
    order by s.position, s.faq_id;
end
$$;
comment on function talk.faq_list(text, text) is 'Questions and answers for an audience';
