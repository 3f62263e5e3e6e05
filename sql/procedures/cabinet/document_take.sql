create function cabinet.document_take()
returns table (
    document_id bigint,
    kind text,
    document jsonb,
    data jsonb,
    company jsonb,
    templates jsonb
)
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
The next document to be printed, leased for three minutes: single ones before those of a lot. One whose printing killed
its worker three times is given up. templates: the published rows, and the draft that a trial is of in place of its kind's.
*/
declare
    v_document cabinet.documents;
begin
    perform cabinet.document_failed(d.document_id, 'lost', true)
    from cabinet.documents as d
    where d.state = 'waiting' and d.attempts >= 3 and d.leased_until < clock_timestamp();

    update cabinet.documents as d
    set leased_until = clock_timestamp() + interval '3 minutes', attempts = d.attempts + 1
    where d.document_id = (
        select n.document_id
        from cabinet.documents as n
        where
            n.state = 'waiting' and (n.leased_until is null or n.leased_until < clock_timestamp())
            and not exists (select from cabinet.tasks as t where t.task_id = n.task_id and t.state = 'cancelled')
        order by (n.task_id is not null), n.document_id
        limit 1
        for update skip locked
    )
    returning d.* into v_document;
    if v_document.document_id is null then
        return;
    end if;
    return query
    select
        v_document.document_id, k.document_kind,
        jsonb_build_object(
            'title', v_document.title, 'number', v_document.number, 'made_at', v_document.created_at,
            'made_by', lib.person_short(u.name), 'language', v_document.language, 'page', k.page, 'large', k.large,
            'time_zone', coalesce(v_document.data ->> 'time_zone', cabinet.setting('time_zone'), 'Europe/Moscow'),
            'trial', v_document.template_id is not null
        ),
        v_document.data,
        (
            select jsonb_object_agg(s.key, s.value)
            from cabinet.settings as s
            where s.area in ('company', 'branding') and nullif(s.value, '') is not null
        ),
        coalesce((
            select jsonb_object_agg(
                case when t.template_id = v_document.template_id then 'documents/' || k.document_kind || '.html' else t.name end,
                t.source order by t.template_id is not distinct from v_document.template_id
            )
            from cabinet.templates as t
            where t.published and t.name like 'documents/%' or t.template_id = v_document.template_id
        ), '{}')
    from cabinet.document_kinds as k
    left join people.users as u on u.user_id = v_document.user_id
    where k.document_kind = v_document.document_kind;
end
$$;
comment on function cabinet.document_take() is 'Следующий документ для печати
@for worker';
