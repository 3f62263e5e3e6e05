create function shared.outage_sheet_page(
    p_outage lib.outage_ref,
    p_entrance lib.entrance_ref default null
)
returns table (
    said text,
    place text,
    body lib.note,
    company text,
    phone lib.phone,
    address text,
    code lib.qr,
    _title text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The sheet for the board of an entrance, A4: what, the last message, whom to call, the short address as a QR code. */
begin
    return query
    select
        case when o.kind = 'planned' and lib.language() = 'en' then u.title_en
            when o.kind = 'planned' then u.title::text
            when lib.language() = 'en' then u.said_en else u.said end,
        coalesce(
            (
                select h.street || ', ' || h.number || ', ' || cabinet.said('outage.entrance', jsonb_build_object('n', e.number))
                from estate.entrances as e
                join estate.houses as h on h.house_id = e.house_id
                where e.entrance_id = p_entrance and e.house_id in (
                    select p.house_id from talk.outage_places as p where p.outage_id = o.outage_id)
            ),
            talk.outage_places_said(o.outage_id, lib.language(), 12)),
        case when lib.language() = 'en' then coalesce(m.body_en, m.body) else m.body end::lib.note,
        cabinet.setting('company_name'), c.emergency_phone::lib.phone,
        coalesce(rtrim(cabinet.setting('public_address'), '/'), '') || '/o/' || o.number,
        (coalesce(rtrim(cabinet.setting('public_address'), '/'), '') || '/o/' || o.number)::lib.qr,
        cabinet.said('outage.kind.' || o.kind) || ', № ' || o.number
    from talk.outages as o
    join estate.utilities as u on u.utility = o.utility
    join talk.outage_messages as m on m.outage_id = o.outage_id and m.version = o.version
    cross join desk.company_contacts() as c
    where o.outage_id = p_outage;
    if not found then
        perform cabinet.refuse('not_found');
    end if;
end
$$;
comment on function shared.outage_sheet_page(lib.outage_ref, lib.entrance_ref) is 'Лист в подъезд
@kind article
@column said -
@column place -
@column body -
@column company -
@column phone Круглосуточно
@column address Подробно и что изменилось
@column code -';

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
@submit Листы одним PDF
@icon printer
@style secondary';

select cabinet.page_define(
    p_cabinet => 'shared', p_page => 'outage_sheet', p_title => 'Лист в подъезд',
    p_blocks => 'outage_sheet_page', p_icon => 'printer', p_up => 'outages');
