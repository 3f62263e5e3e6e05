create function shared.outage_link(
    p_outage lib.outage_ref,
    p_orders text[]
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Links the ticked orders. Errors: those of talk.outage_link. */
begin
    return row(
        cabinet.said('outage.linked', jsonb_build_object(
            'n', talk.outage_link(p_outage => p_outage, p_orders => p_orders))),
        '/shared/outage?outage=' || p_outage
    )::lib.outcome;
end
$$;
comment on function shared.outage_link(lib.outage_ref, text[]) is 'Заявки оттуда же
О той же услуге и из тех же мест. Присоединённые закроются вместе с отключением.
@needs p_outage
@prefill outage_link_draft
@hide_empty
@options p_orders outage_link_options
@field p_orders Заявки
@submit Присоединить
@style secondary
@icon link-45deg';

create function shared.outage_link_draft(
    p_outage lib.outage_ref
)
returns table (
    p_orders text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* All that are offered are ticked; without any the form is not shown. */
begin
    return query
    select f.ids
    from (
        select array_agg(f.order_id::text) as ids from talk.outage_orders(p_outage) as f where not f.linked
    ) as f
    join talk.outages as o on o.outage_id = p_outage and o.state = 'announced'
    where f.ids is not null;
end
$$;
comment on function shared.outage_link_draft(lib.outage_ref) is 'Отмечены все';

create function shared.outage_link_options(
    p_outage lib.outage_ref
)
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Offered orders. */
begin
    return query
    select
        f.order_id::text, desk.order_number(o.number) || ' ' || desk.order_title(o.service_id, o.title) || ', ' || h.street || ', ' || h.number
        || coalesce(', ' || cabinet.said('label.flat_short') || ' ' || p.number, '')
    from talk.outage_orders(p_outage) as f
    join desk.orders as o on o.order_id = f.order_id
    join estate.houses as h on h.house_id = o.house_id
    left join estate.premises as p on p.premise_id = o.premise_id
    where not f.linked
    order by o.order_id;
end
$$;
comment on function shared.outage_link_options(lib.outage_ref) is 'Заявки
@personal';

create function shared.outage_hung(
    p_outage lib.outage_ref,
    p_entrance lib.entrance_ref default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* «Повесили». Errors: those of talk.outage_hung. */
begin
    perform talk.outage_hung(p_outage => p_outage, p_entrance => p_entrance);
    return row(cabinet.said('outage.hung'), '/shared/outage?outage=' || p_outage)::lib.outcome;
end
$$;
comment on function shared.outage_hung(lib.outage_ref, lib.entrance_ref) is 'Отметить: повесили
@needs p_outage p_entrance
@submit Отметить: повесили
@style secondary
@icon check-lg';

create function shared.outage_extend(
    p_outage lib.outage_ref,
    p_end timestamptz,
    p_body lib.note default null,
    p_body_en lib.note default null,
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Errors: those of talk.outage_extend. */
declare
    v_people integer := talk.outage_extend(
        p_outage => p_outage, p_end => p_end, p_body => p_body, p_body_en => p_body_en, p_version => p_version);
begin
    perform cabinet.undo_offer('outage_recall?outage=' || p_outage);
    return row(
        cabinet.said('outage.announced', jsonb_build_object('n', v_people)), '/shared/outage?outage=' || p_outage
    )::lib.outcome;
end
$$;
comment on function shared.outage_extend(lib.outage_ref, timestamptz, lib.note, lib.note, lib.version) is 'Продлить
Узнают те же люди, новым сообщением. Пустой текст составим сами.
@needs p_outage
@field p_end Новое окончание
@field p_body Текст
@field p_body_en По-английски
@submit Продлить
@style secondary
@icon clock-history';

create function shared.outage_correct(
    p_outage lib.outage_ref,
    p_body lib.note,
    p_body_en lib.note default null,
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Errors: those of talk.outage_correct. */
declare
    v_people integer := talk.outage_correct(
        p_outage => p_outage, p_body => p_body, p_body_en => p_body_en, p_version => p_version);
begin
    perform cabinet.undo_offer('outage_recall?outage=' || p_outage);
    return row(
        cabinet.said('outage.announced', jsonb_build_object('n', v_people)), '/shared/outage?outage=' || p_outage
    )::lib.outcome;
end
$$;
comment on function shared.outage_correct(lib.outage_ref, lib.note, lib.note, lib.version) is 'Уточнить
Отправленное не меняется: узнают те же люди, новым сообщением.
@needs p_outage
@prefill outage_correct_draft
@field p_body Прочтут жители
@field p_body_en По-английски
@submit Уточнить
@style secondary
@icon pencil';

create function shared.outage_correct_draft(
    p_outage lib.outage_ref
)
returns table (
    p_body lib.note,
    p_body_en lib.note
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The announcement as it would read now. */
begin
    return query select w.body::lib.note, w.body_en::lib.note from talk.outage_said(p_outage, 'corrected') as w;
end
$$;
comment on function shared.outage_correct_draft(lib.outage_ref) is 'Текст из строк';

create function shared.outage_cancel(
    p_outage lib.outage_ref,
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Errors: those of talk.outage_cancel. */
declare
    v_people integer := talk.outage_cancel(p_outage => p_outage, p_version => p_version);
begin
    if exists (select from talk.outages as o where o.outage_id = p_outage) then
        perform cabinet.undo_offer('outage_recall?outage=' || p_outage);
        return row(
            cabinet.said('outage.announced', jsonb_build_object('n', v_people)), '/shared/outage?outage=' || p_outage
        )::lib.outcome;
    end if;
    return row(cabinet.said('outage.dropped'), '/shared/outages')::lib.outcome;
end
$$;
comment on function shared.outage_cancel(lib.outage_ref, lib.version) is 'Отменить отключение
@needs p_outage
@confirm Об отмене узнают все, кому объявляли. Черновик просто исчезнет
@submit Отменить отключение
@style danger
@icon x-circle';

create function shared.outage_recall(
    p_outage lib.outage_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Takes back what nobody has got yet. Errors: those of talk.outage_recall. */
begin
    perform talk.outage_recall(p_outage => p_outage);
    return (
        select row(
            cabinet.said('outage.recalled'),
            case when o.state = 'draft' then '/shared/outage-send' else '/shared/outage' end || '?outage=' || p_outage
        )::lib.outcome
        from talk.outages as o where o.outage_id = p_outage
    );
end
$$;
comment on function shared.outage_recall(lib.outage_ref) is 'Отменить отправку
@submit Отменить отправку
@style secondary';

create function shared.outage_end(
    p_outage lib.outage_ref,
    p_ended timestamptz,
    p_keep text[] default '{}',
    p_body lib.note default null,
    p_body_en lib.note default null,
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Errors: those of talk.outage_end. */
begin
    return row(
        cabinet.said('outage.ended', jsonb_build_object('n', talk.outage_end(
            p_outage => p_outage, p_ended => p_ended, p_keep => p_keep, p_body => p_body, p_body_en => p_body_en,
            p_version => p_version))),
        '/shared/outage?outage=' || p_outage
    )::lib.outcome;
end
$$;
comment on function shared.outage_end(lib.outage_ref, timestamptz, text[], lib.note, lib.note, lib.version) is 'Авария устранена
Заявки об этом отключении получат ответ, жители узнают сразу.
@needs p_outage
@prefill outage_end_draft
@preview outage_end_preview
@options p_keep outage_end_orders
@field p_ended Когда вернулось
@field p_keep Оставить открытыми
@hint p_keep Где осталось повреждение в квартире: мастер всё равно нужен
@field p_body Текст жителям
@field p_body_en По-английски
@submit Авария устранена
@icon check-circle';

create function shared.outage_end_draft(
    p_outage lib.outage_ref
)
returns table (
    p_ended timestamptz,
    p_body lib.note,
    p_body_en lib.note
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Now, and the words made from rows. */
begin
    return query
    select date_trunc('minute', lib.moment()), w.body::lib.note, w.body_en::lib.note
    from talk.outage_said(p_outage, 'ended') as w;
end
$$;
comment on function shared.outage_end_draft(lib.outage_ref) is 'Сейчас';

create function shared.outage_end_orders(
    p_outage lib.outage_ref
)
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Linked open orders that the end would answer. */
begin
    return query
    select
        f.order_id::text, desk.order_number(o.number) || ' ' || desk.order_title(o.service_id, o.title) || ', ' || h.street || ', ' || h.number
        || coalesce(', ' || cabinet.said('label.flat_short') || ' ' || p.number, '')
        || coalesce(': ' || left(o.description, 60), '')
    from talk.outage_orders(p_outage) as f
    join desk.orders as o on o.order_id = f.order_id
    join estate.houses as h on h.house_id = o.house_id
    left join estate.premises as p on p.premise_id = o.premise_id
    where f.linked and f.answerable
    order by o.order_id;
end
$$;
comment on function shared.outage_end_orders(lib.outage_ref) is 'Заявки
@personal';

create function shared.outage_end_preview(
    p_outage lib.outage_ref,
    p_ended timestamptz,
    p_keep text[] default '{}'
)
returns table (
    answered integer,
    kept integer,
    in_work integer,
    people integer,
    hours lib.hours,
    _submit text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What the one click does: orders answered, left open, in work, people told, hours of the outage. */
begin
    return query
    select
        s.answered, s.kept, s.in_work, r.people,
        round((extract(epoch from p_ended - o.starts_at) / 3600)::numeric, 2)::lib.hours,
        cabinet.said(
            'outage.close.' || case
                when s.answered = 0 then 'none' when s.answered % 10 = 1 and s.answered % 100 <> 11 then 'one' else 'many' end,
            jsonb_build_object('n', s.answered))
    from talk.outages as o
    cross join lateral (
        select
            (count(*) filter (where f.linked and f.answerable and f.order_id::text <> all (p_keep)))::integer as answered,
            (count(*) filter (where f.linked and f.answerable and f.order_id::text = any (p_keep)))::integer as kept,
            (count(*) filter (where f.linked and not f.answerable))::integer as in_work
        from talk.outage_orders(p_outage) as f
    ) as s
    cross join lateral talk.outage_reach(p_outage) as r
    where o.outage_id = p_outage;
end
$$;
comment on function shared.outage_end_preview(lib.outage_ref, timestamptz, text[]) is 'Что произойдёт
@kind card
@column answered Заявок получат ответ
@column kept Останутся открытыми
@column in_work У мастеров в работе, останутся у них
@column people Людей узнают
@column hours Отключение длилось';

create function shared.outage_sheet_print(
    p_outage lib.outage_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Sheets for all boards that wait for one, as a document. */
begin
    return row(null, '/shared/document?document=' || cabinet.document_make('outage_notice', p_outage))::lib.outcome;
end
$$;
comment on function shared.outage_sheet_print(lib.outage_ref) is 'Листы в подъезды
@needs p_outage
@submit Напечатать листы
@icon printer
@style secondary';
