create function resident.document_act(
    p_order lib.order_ref,
    p_act text default null
)
returns table (
    reported_at timestamptz,
    subject text,
    place_text text,
    done_work text,
    note lib.note,
    materials text,
    minutes lib.minutes,
    who text,
    accepted text,
    _title text,
    _link_subject text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The act of done work as the performer reported it; the last of the order without p_act. */
begin
    if not desk.order_seen(p_order) then
        perform cabinet.refuse('not_found');
    end if;
    return query
    select
        r.reported_at,
        desk.order_title(o.service_id, o.title) || ', ' || desk.order_number(o.number),
        h.address || coalesce(', ' || desk.part_said('said.flat', p.number::text), ''),
        nullif(array_to_string(r.done, ', '), ''), r.note::lib.note, r.materials, r.minutes::lib.minutes,
        f.position || ' ' || f.name,
        case
            when o.state = 'closed' then cabinet.said('said.act_accepted', jsonb_build_object(
                'when', desk.moment_said(o.closed_at)))
            else cabinet.said('said.act_open')
        end,
        cabinet.said('said.act', jsonb_build_object('number', r.act_number)), 'order?order=' || o.order_id, array['document_print?order=' || o.order_id || '&act=' || r.act_number]
    from desk.work_reports as r
    join desk.orders as o on o.order_id = r.order_id
    join desk.places as l on l.place = o.place
    join estate.houses as h on h.house_id = o.house_id
    join people.staff as f on f.staff_id = r.staff_id
    left join estate.premises as p on p.premise_id = o.premise_id and l.level = 'premise'
    where r.order_id = p_order and (p_act is null or r.act_number = p_act)
    order by r.work_report_id desc
    limit 1;
end
$$;
comment on function resident.document_act(lib.order_ref, text) is 'Акт выполненных работ
@kind article
@needs p_order
@column reported_at Составлен
@column subject Заявка
@column place_text Где
@column done_work Сделано
@column note Примечание
@column materials Материалы
@column minutes Время работы
@column who Выполнил
@column accepted Приёмка
@field p_act Номер акта
@empty Акта ещё нет. Он появится, когда мастер закончит работу
@personal';

create function resident.document_photos(
    p_order lib.order_ref
)
returns table (
    photo lib.photo,
    title text,
    added_at timestamptz
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Photos that belong to the act. */
begin
    return query select g.photo, g.title, g.added_at from resident.order_gallery(p_order) as g;
end
$$;
comment on function resident.document_photos(lib.order_ref) is 'Фото к акту
@kind gallery
@column title -
@column added_at -
@needs p_order
@hide_empty
@personal';

create function resident.document_print(
    p_order lib.order_ref,
    p_act text default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The act as a PDF: the one made before where nothing in it has changed. */
declare
    v_report bigint := (
        select r.work_report_id
        from desk.work_reports as r
        where r.order_id = p_order and (p_act is null or r.act_number = p_act)
        order by r.work_report_id desc
        limit 1
    );
    v_document bigint;
begin
    if v_report is null then
        perform cabinet.refuse('not_found');
    end if;
    select d.document_id into v_document
    from cabinet.documents as d
    where
        d.document_kind = 'act' and d.object_id = v_report and d.state <> 'failed' and d.language = lib.language()
        and d.data = cabinet.document_data('act', v_report)
    order by d.document_id desc
    limit 1;
    return row(
        null, '/resident/document?document=' || coalesce(v_document, cabinet.document_make('act', v_report))
    )::lib.outcome;
end
$$;
comment on function resident.document_print(lib.order_ref, text) is 'Скачать акт
@needs p_order
@field p_act Номер акта
@submit Скачать PDF
@icon download';

create function resident.document_mail(
    p_document lib.document_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The document as a letter to the resident's own address. */
declare
    v_email text := cabinet.document_mail(p_document => p_document);
begin
    return row(
        cabinet.said('document.mailed', jsonb_build_object('email', v_email)), '/resident/document?document=' || p_document
    )::lib.outcome;
end
$$;
comment on function resident.document_mail(lib.document_ref) is 'Отправить на почту
@needs p_document
@submit Отправить на почту
@icon envelope
@style secondary';

select cabinet.page_define(
    p_cabinet => 'resident', p_page => 'document', p_title => 'Документ',
    p_blocks => 'document_act document_photos document_paper', p_icon => 'file-earmark-text', p_up => 'documents');
