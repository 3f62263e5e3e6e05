create function talk.faq_save(
    p_faq bigint,
    p_audiences text[],
    p_question text,
    p_answer text,
    p_question_en text default null,
    p_answer_en text default null,
    p_position integer default 100,
    p_shown boolean default true
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Writes a question with its answer, a new one without p_faq; searches that it answers leave the list of what was not
found. By the supervisor. Errors: not_found, faq_audience, faq_words.
*/
declare
    v_faq bigint := p_faq;
begin
    perform people.office_demand();
    if coalesce(cardinality(p_audiences), 0) = 0 or not p_audiences <@ '{guest,resident}' then
        perform cabinet.refuse('faq_audience', p_field => 'p_audiences');
    elsif length(trim(coalesce(p_question, ''))) not between 3 and 300 then
        perform cabinet.refuse('faq_words', p_field => 'p_question');
    elsif length(trim(coalesce(p_answer, ''))) not between 3 and 4000 then
        perform cabinet.refuse('faq_words', p_field => 'p_answer');
    end if;
    if p_faq is null then
        insert into talk.faq (audiences, question, answer, question_en, answer_en, position, shown, changed_at, user_id)
        values (
            p_audiences, trim(p_question), trim(p_answer), nullif(trim(p_question_en), ''), nullif(trim(p_answer_en), ''),
            least(greatest(coalesce(p_position, 100), 0), 9999), p_shown, lib.moment(), people.me()
        )
        returning faq_id into v_faq;
    else
        update talk.faq as f
        set audiences = p_audiences, question = trim(p_question), answer = trim(p_answer),
            question_en = nullif(trim(p_question_en), ''), answer_en = nullif(trim(p_answer_en), ''),
            position = least(greatest(coalesce(p_position, 100), 0), 9999), shown = p_shown, changed_at = lib.moment(),
            user_id = people.me()
        where f.faq_id = p_faq;
        if not found then
            perform cabinet.refuse('not_found', p_field => 'p_faq');
        end if;
    end if;
    delete from talk.faq_misses as m
    where p_shown and m.audience = any (p_audiences)
        and exists (select from talk.faq_list(m.audience, m.words) as f where f.faq_id = v_faq);
    return v_faq;
end
$$;
comment on function talk.faq_save(bigint, text[], text, text, text, text, integer, boolean) is
'Writes a question with its answer
@decides';
