create function supervisor.faq_list(
    p_search lib.search default null,
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    question text,
    whom text,
    answer text,
    "position" smallint,
    presence lib.state,
    _badge_presence text,
    _link text,
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Questions and answers in the order they are shown. */
declare
    v_like text := '%' || trim(coalesce(p_search, '')) || '%';
begin
    return query
    select
        f.question, (
            select string_agg(cabinet.said('said.faq.' || a.audience), ', ' order by a.audience)
            from unnest(f.audiences) as a (audience)
        ),
        left(f.answer, 200), f.position,
        cabinet.said(case when f.shown then 'said.faq.shown' else 'said.faq.hidden' end)::lib.state,
        case when f.shown then 'ok' else 'muted' end,
        'faq-save?faq=' || f.faq_id, count(*) over ()
    from talk.faq as f
    where f.question ilike v_like or f.answer ilike v_like
    order by f.position, f.faq_id
    limit p_limit offset p_offset;
end
$$;
comment on function supervisor.faq_list(lib.search, integer, integer) is 'Вопросы и ответы
Ответьте на то, что ищут: меньше звонков диспетчеру.
@filter p_search
@bold question presence
@column question Вопрос
@column whom Кому
@column answer Ответ
@column position Место
@column presence Сейчас
@empty Вопросов пока нет. Добавьте первый
@create faq_save';

create function supervisor.faq_misses(
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    words text,
    whom text,
    asked integer,
    last_at timestamptz,
    _actions text[],
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What people searched and did not find, most often first. */
begin
    return query
    select
        m.words, cabinet.said('said.faq.' || m.audience), m.asked, m.last_at,
        array[
            'faq_save?question=' || lib.url_text(m.words),
            'faq_drop?audience=' || m.audience || '&words=' || lib.url_text(m.words)
        ],
        count(*) over ()
    from talk.faq_misses as m
    order by m.asked desc, m.last_at desc, m.words
    limit p_limit offset p_offset;
end
$$;
comment on function supervisor.faq_misses(integer, integer) is 'Что искали и не нашли
@bold words asked
@column words Что искали
@column whom Кто
@column asked Раз
@column last_at Последний раз
@empty Всё, что искали, нашлось';

create function supervisor.faq_audiences()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* For whom an answer is. */
begin
    return query select a.code, cabinet.said('said.faq.' || a.code) from unnest('{resident,guest}'::text[]) as a (code);
end
$$;
comment on function supervisor.faq_audiences() is 'Кому';

create function supervisor.faq_now(
    p_faq lib.row_ref default null,
    p_question text default null
)
returns table (
    audiences text[],
    question text,
    answer text,
    question_en text,
    answer_en text,
    "position" integer,
    shown boolean
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The answer as it stands; for a new one what was searched. */
begin
    return query
    select f.audiences, f.question, f.answer, f.question_en, f.answer_en, f.position::integer, f.shown
    from talk.faq as f
    where f.faq_id = p_faq
    union all
    select '{resident,guest}'::text[], p_question, null, null, null, 100, true
    where p_faq is null;
end
$$;
comment on function supervisor.faq_now(lib.row_ref, text) is 'Сейчас';

create function supervisor.faq_save(
    p_question text,
    p_answer lib.note,
    p_audiences text[] default '{resident,guest}',
    p_question_en text default null,
    p_answer_en lib.note default null,
    p_position integer default 100,
    p_shown boolean default false,
    p_faq lib.row_ref default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Writes a question with its answer. Errors: those of talk.faq_save. */
begin
    perform talk.faq_save(
        p_faq => p_faq, p_audiences => p_audiences, p_question => p_question, p_answer => p_answer,
        p_question_en => p_question_en, p_answer_en => p_answer_en, p_position => p_position, p_shown => p_shown
    );
    return row(cabinet.said('said.faq.saved'), '/supervisor/faq')::lib.outcome;
end
$$;
comment on function supervisor.faq_save(text, lib.note, text[], text, lib.note, integer, boolean, lib.row_ref) is 'Ответ на вопрос
@prefill faq_now
@options p_audiences faq_audiences
@field p_faq Строка
@field p_question Вопрос
@field p_answer Ответ
@field p_audiences Кому
@field p_question_en Вопрос по-английски
@field p_answer_en Ответ по-английски
@field p_position Место в списке
@hint p_position Меньше — выше
@field p_shown Показывать
@submit Записать вопрос
@icon question-circle';

create function supervisor.faq_drop(
    p_audience text,
    p_words text
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Takes a search off the list. */
begin
    perform talk.faq_miss_drop(p_audience, p_words);
    return row(cabinet.said('said.faq.dropped'), '/supervisor/faq')::lib.outcome;
end
$$;
comment on function supervisor.faq_drop(text, text) is 'Убрать
@field p_audience Кто
@field p_words Что искали
@submit Убрать
@style link';

select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'faq', p_title => 'Вопросы и ответы',
    p_blocks => 'faq_list | faq_misses',
    p_icon => 'question-circle', p_menu => 96, p_group => 'Связь');
