create function shared.order_act(
    p_order lib.order_ref,
    p_act text default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The act of a done work as a document; the last of the order without p_act. */
declare
    v_report bigint := (
        select r.work_report_id
        from desk.work_reports as r
        where r.order_id = p_order and (p_act is null or r.act_number = p_act)
        order by r.work_report_id desc
        limit 1
    );
begin
    if v_report is null then
        perform cabinet.refuse('not_found');
    end if;
    return row(null, '/shared/document?document=' || cabinet.document_make('act', v_report))::lib.outcome;
end
$$;
comment on function shared.order_act(lib.order_ref, text) is 'Акт выполненных работ
@needs p_order
@field p_act Номер акта
@submit Акт
@icon file-earmark-text
@style secondary';

create function shared.order_dispute(
    p_order lib.order_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Everything about the order with its times as one document. */
begin
    return row(null, '/shared/document?document=' || cabinet.document_make('dispute', p_order))::lib.outcome;
end
$$;
comment on function shared.order_dispute(lib.order_ref) is 'Всё по заявке одним документом
История, переписка и фото с временем: для спора или проверки.
@needs p_order
@submit Всё одним PDF
@icon file-earmark-text
@style secondary';

create function shared.order_papers(
    p_order lib.order_ref
)
returns table (
    title text,
    made_at timestamptz,
    _link text,
    _icon text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Documents made of the order, newest first, and what can be made. */
begin
    if not desk.order_seen(p_order) then
        perform cabinet.refuse('not_found');
    end if;
    return query
    select cabinet.said('document.of_order'), null::timestamptz, null::text, null::text,
        array_remove(array[
            'order_dispute?order=' || p_order,
            case when exists (select from desk.work_reports as r where r.order_id = p_order) then 'order_act?order=' || p_order end
        ], null)
    union all
    (
        select d.title::text, d.created_at, 'document?document=' || d.document_id, 'file-earmark-text', null::text[]
        from cabinet.documents as d
        where d.order_id = p_order and d.template_id is null
        order by d.document_id desc
        limit 5
    );
end
$$;
comment on function shared.order_papers(lib.order_ref) is 'Документы
@kind cards
@bold title
@column title -
@column made_at -
@personal';
