create function resident.rate_card(
    p_order lib.order_ref
)
returns table (
    title text,
    who text,
    done_work text,
    completed_at timestamptz,
    number_text text,
    _icon text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What is rated. */
begin
    if not desk.order_seen(p_order) then
        perform cabinet.refuse('not_found');
    end if;
    return query
    select
        desk.order_title(o.service_id, o.title), lower(left(f.position, 1)) || substr(f.position, 2) || ' ' || f.name,
        coalesce(nullif(array_to_string(r.done, ', '), ''), r.note), o.completed_at, desk.order_number(o.number), 'star',
        'order?order=' || o.order_id
    from desk.orders as o
    left join people.staff as f on f.staff_id = o.assignee_id
    left join lateral (
        select w.done, w.note
        from desk.work_reports as w
        where w.order_id = o.order_id
        order by w.work_report_id desc
        limit 1
    ) as r on true
    where o.order_id = p_order;
end
$$;
comment on function resident.rate_card(lib.order_ref) is 'Что оцениваем
@kind card
@bold title
@column who Мастер
@column done_work Сделано
@column completed_at Когда
@column number_text Номер
@column title -
@personal';

create function resident.rate_save(
    p_order lib.order_ref,
    p_quality lib.rating default null,
    p_speed lib.rating default null,
    p_politeness lib.rating default null,
    p_tidiness lib.rating default null,
    p_comment lib.note default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Rating by aspects, any subset; the price is asked for paid orders only (rules.md, Orders). Errors: those of
desk.rating_save.
*/
begin
    perform desk.rating_save(
        p_order => p_order, p_quality => p_quality, p_speed => p_speed, p_politeness => p_politeness,
        p_tidiness => p_tidiness, p_comment => p_comment);
    return row(cabinet.said('said.resident.rated'), '/resident/orders')::lib.outcome;
end
$$;
comment on function resident.rate_save(
    lib.order_ref, lib.rating, lib.rating, lib.rating, lib.rating, lib.note
) is 'Ваша оценка
Отметьте, что можете. Пропущенное значит «не могу сказать».
@field p_quality Качество
@field p_speed Скорость
@field p_politeness Вежливость
@field p_tidiness Чистота
@field p_comment Комментарий
@prefill rate_draft
@submit Отправить
@icon star';

create function resident.rate_draft(
    p_order lib.order_ref
)
returns table (
    p_quality lib.rating,
    p_speed lib.rating,
    p_politeness lib.rating,
    p_tidiness lib.rating,
    p_comment lib.note
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What this flat has already said of the order. */
begin
    return query
    select r.quality::lib.rating, r.speed::lib.rating, r.politeness::lib.rating, r.tidiness::lib.rating,
        r.comment::lib.note
    from desk.ratings as r
    where r.order_id = p_order;
end
$$;
comment on function resident.rate_draft(lib.order_ref) is 'Прежняя оценка
@personal';

select cabinet.page_define(
    p_cabinet => 'resident', p_page => 'rate', p_title => 'Оценить',
    p_blocks => 'rate_card rate_save', p_icon => 'star', p_up => 'orders');
