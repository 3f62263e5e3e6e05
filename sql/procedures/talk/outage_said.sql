create function talk.outage_said(
    p_outage lib.outage_ref,
    p_kind text,
    p_end timestamptz default null
)
returns table (
    body text,
    body_en text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The words of a message for who writes it, in both languages: of a draft those it has, else made from rows. Foreign ones have no row. */
begin
    return query
    select
        case when o.state = 'draft' then o.body::text end, case when o.state = 'draft' and o.body is not null then o.body_en::text end
    from talk.outages as o
    where o.outage_id = p_outage and o.state = 'draft' and o.body is not null
        and exists (select from talk.outages_seen(array[p_outage::bigint]))
    union all
    select talk.outage_text(p_outage, p_kind, 'ru', p_end), talk.outage_text(p_outage, p_kind, 'en', p_end)
    from talk.outages as o
    where o.outage_id = p_outage and not (o.state = 'draft' and o.body is not null)
        and exists (select from talk.outages_seen(array[p_outage::bigint]));
end
$$;
comment on function talk.outage_said(lib.outage_ref, text, timestamptz) is 'The words of a message of an outage, to be edited
@decides';
