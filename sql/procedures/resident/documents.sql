create function resident.documents_list(
    p_search lib.search default null,
    p_sort lib.sort_key default '-document_date',
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    document text,
    document_date lib.day,
    subject text,
    _link text,
    _icon text,
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Acts of done works on the orders of the resident's addresses. p_search: number of the act or what it is about. */
declare
    v_word text := '%' || lower(replace(p_search, 'ё', 'е')) || '%';
begin
    return query
    select
        cabinet.said('said.act', jsonb_build_object('number', r.act_number)), r.reported_at::date::lib.day,
        desk.order_title(o.service_id, o.title) || ', ' || desk.order_number(o.number), 'document?order=' || r.order_id || '&act=' || r.act_number, 'file-earmark-text',
        count(*) over ()
    from desk.work_reports as r
    join desk.orders as o on o.order_id = r.order_id
    where
        r.premise_id = any (array(select people.visible_premises()))
        and o.premise_id = r.premise_id
        and (p_search is null or r.act_number like regexp_replace(p_search, '[^0-9-]', '', 'g') || '%'
            and p_search ~ '\d' or lower(replace(o.title, 'ё', 'е')) like v_word)
    order by
        case when p_sort = 'document_date' then r.reported_at end,
        case when p_sort = 'subject' then o.title end,
        case when p_sort = '-subject' then o.title end desc,
        r.work_report_id desc
    limit p_limit offset p_offset;
end
$$;
comment on function resident.documents_list(lib.search, lib.sort_key, integer, integer) is 'Документы
@kind list
@filter p_search
@placeholder p_search Номер акта или что делали
@bold document document_date
@column document Документ
@column document_date Дата
@column subject К чему
@empty Документов пока нет. Акт появится здесь, когда мастер закончит первую работу
@personal';

select cabinet.page_define(
    p_cabinet => 'resident', p_page => 'documents', p_title => 'Документы',
    p_blocks => 'documents_list', p_icon => 'file-earmark-text', p_group => 'user');
