create function operator.quality_list(
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    title text,
    address text,
    phone lib.phone,
    person text,
    number_text text,
    performer text,
    completed_at timestamptz,
    closes_at lib.due,
    tries text,
    _link text,
    _badge_tries text,
    _actions text[],
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Work done for people without a cabinet: whom to call, which closes first on top. */
begin
    return query
    with waiting as (
        select u.*, count(*) over () as total
        from desk.orders_unchecked() as u
        order by u.closes_at, u.order_id
        limit p_limit offset p_offset
    ),

    listed as materialized (
        select r.order_id, r.title, r.address, r.number_text, r.assignee_name
        from waiting as w
        join desk.order_rows as r on r.order_id = w.order_id
    )

    select
        r.title, r.address, o.contact_phone::lib.phone, coalesce(who.name, o.caller_name), r.number_text, r.assignee_name,
        w.completed_at, w.closes_at::lib.due,
        case when w.tries > 0 then cabinet.said('phrase.check_tries', jsonb_build_object(
            'n', w.tries, 'at', desk.moment_said(w.tried_at))) end,
        'order?order=' || w.order_id, case when w.tries > 0 then 'warn' end,
        array[
            'quality_ask?order=' || w.order_id, 'quality_done?order=' || w.order_id, 'quality_return?order=' || w.order_id, 'quality_miss?order=' || w.order_id
        ],
        w.total
    from waiting as w
    join desk.orders as o on o.order_id = w.order_id
    join listed as r on r.order_id = w.order_id
    left join people.contacts_for(array(
        select a.resident_id from waiting as n join desk.orders as a on a.order_id = n.order_id where a.resident_id is not null
    )) as who on who.user_id = o.resident_id
    order by w.closes_at, w.order_id;
end
$$;
comment on function operator.quality_list(integer, integer) is 'Позвонить и проверить
У этих людей нет кабинета: спросите, сделано ли, пока заявка не закрылась сама.
@kind cards
@bold title address
@column person Кто просил
@column number_text -
@column performer Кто делал
@column completed_at Сделано
@column closes_at Закроется
@column tries Звонили
@empty Звонить некому: все выполненные работы проверяют сами жители
@personal';

create function operator.quality_sample(
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    title text,
    address text,
    why text,
    phone lib.phone,
    person text,
    number_text text,
    performer text,
    completed_at timestamptz,
    _badge_why text,
    _link text,
    _actions text[],
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Finished work that is checked by a call, returned and badly rated first. */
begin
    return query
    with drawn as materialized (
        select d.order_id, d.why, d.total, d.ordinality
        from desk.quality_sample(p_limit, p_offset) with ordinality as d
    ),

    listed as materialized (
        select r.order_id, r.title, r.address, r.number_text, r.assignee_name, r.completed_at
        from drawn as d
        join desk.order_rows as r on r.order_id = d.order_id
    )

    select
        r.title, r.address, cabinet.said('phrase.quality_why.' || d.why),
        coalesce(o.contact_phone, who.phone)::lib.phone, coalesce(who.name, o.caller_name), r.number_text, r.assignee_name,
        r.completed_at, case d.why when 'drawn' then 'muted' else 'warn' end, 'order?order=' || d.order_id,
        array['quality_ask?order=' || d.order_id], d.total
    from drawn as d
    join desk.orders as o on o.order_id = d.order_id
    join listed as r on r.order_id = d.order_id
    left join people.contacts_for(array(
        select a.resident_id from drawn as n join desk.orders as a on a.order_id = n.order_id where a.resident_id is not null
    )) as who on who.user_id = o.resident_id
    order by d.ordinality;
end
$$;
comment on function operator.quality_sample(integer, integer) is 'Спросить о качестве
Сделанные работы каждого исполнителя: пять вопросов по телефону. Ответы встанут рядом с оценкой жителя, не вместо неё.
@kind cards
@bold title address why
@column why -
@column person Кто просил
@column number_text -
@column performer Кто делал
@column completed_at Сделано
@empty На этой неделе спрашивать больше не о чем
@personal';

create function operator.quality_ask(
    p_order lib.order_ref,
    p_answers lib.attributes,
    p_note lib.note default null,
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The answers of the resident to the control call. Errors: those of desk.quality_save. */
begin
    perform desk.order_unchanged(p_order => p_order, p_version => p_version);
    return row(
        cabinet.said('phrase.quality_saved.' || desk.quality_save(
            p_order => p_order, p_answers => p_answers, p_note => p_note)),
        '/operator/quality'
    )::lib.outcome;
end
$$;
comment on function operator.quality_ask(lib.order_ref, lib.attributes, lib.note, lib.version) is 'Пять вопросов
Спросите и отметьте ответы. Не смог сказать: оставьте пустым. «Не сделано» вернёт выполненную заявку в работу.
@needs p_order
@rows p_answers quality_questions
@field p_answers Вопросы
@field p_note Что ещё сказал житель
@submit Записать ответы
@icon clipboard-check';

create function operator.quality_questions(
    p_order lib.order_ref default null
)
returns table (
    code text,
    title text,
    kind text,
    value jsonb
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What is asked. */
begin
    return query
    select q.question, case when lib.language() = 'en' then q.title_en else q.title end, 'boolean', null::jsonb
    from desk.check_questions as q
    where q.active
    order by q.position;
end
$$;
comment on function operator.quality_questions(lib.order_ref) is 'Вопросы';

create function operator.quality_done(
    p_order lib.order_ref,
    p_note text default null,
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The person says that the work is done: the order is closed by word. */
begin
    perform desk.order_unchanged(p_order => p_order, p_version => p_version);
    perform desk.order_check(p_order => p_order, p_outcome => 'checked', p_note => p_note);
    return row(cabinet.said('phrase.order.confirmed'), '/operator/quality')::lib.outcome;
end
$$;
comment on function operator.quality_done(lib.order_ref, text, lib.version) is 'Сделано, со слов
Заявка закроется, разговор останется в журнале звонков.
@needs p_order
@field p_note Что сказал житель
@submit Сделано
@icon check-circle';

create function operator.quality_return(
    p_order lib.order_ref,
    p_note text,
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Not done, says the person: back to work with what is wrong. */
begin
    perform desk.order_unchanged(p_order => p_order, p_version => p_version);
    perform desk.order_check(p_order => p_order, p_outcome => 'not_done', p_note => p_note);
    return row(cabinet.said('phrase.order.returned'), '/operator/quality')::lib.outcome;
end
$$;
comment on function operator.quality_return(lib.order_ref, text, lib.version) is 'Не сделано, вернуть в работу
Мастер прочитает, что не так. Срок пойдёт заново.
@needs p_order
@field p_note Что не так
@submit Вернуть
@style secondary
@icon arrow-clockwise';

create function operator.quality_miss(
    p_order lib.order_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Nobody answered: the attempt stands in the journal, the order stays in the list. */
begin
    perform desk.order_check(p_order => p_order, p_outcome => 'no_answer');
    return row(cabinet.said('phrase.check_missed'), '/operator/quality')::lib.outcome;
end
$$;
comment on function operator.quality_miss(lib.order_ref) is 'Не дозвонились
@needs p_order
@submit Не дозвонились
@style secondary
@icon telephone';

select cabinet.page_define(
    p_cabinet => 'operator', p_page => 'quality', p_title => 'Контроль качества',
    p_blocks => 'quality_list quality_sample',
    p_icon => 'clipboard-check', p_menu => 95, p_group => 'Смена');
