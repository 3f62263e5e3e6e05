create function shared.outage_when_save(
    p_outage lib.outage_ref,
    p_starts timestamptz,
    p_end timestamptz,
    p_reason text default null,
    p_works_owner text default null,
    p_late_reason text default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Step 2. Errors: those of talk.outage_time. */
begin
    perform talk.outage_time(
        p_outage => p_outage, p_starts => p_starts, p_end => p_end, p_reason => p_reason, p_works_owner => p_works_owner,
        p_late_reason => p_late_reason);
    return row(null, '/shared/outage-text?outage=' || p_outage)::lib.outcome;
end
$$;
comment on function shared.outage_when_save(lib.outage_ref, timestamptz, timestamptz, text, text, text) is 'Когда
@needs p_outage
@prefill outage_when_draft
@field p_starts Начало
@field p_end Окончание
@hint p_end Нужно всегда: жители ждут к этому часу. Не успеете, продлите
@field p_reason Причина
@placeholder p_reason Меняем кран на стояке
@field p_works_owner Кто ведёт работы
@placeholder p_works_owner ООО «Водоканал»
@field p_late_reason Почему нельзя предупредить раньше
@hint p_late_reason Только для плановых, если до начала меньше рабочих дней, чем велит закон
@submit Дальше
@icon arrow-right';

create function shared.outage_when_draft(
    p_outage lib.outage_ref
)
returns table (
    p_starts timestamptz,
    p_end timestamptz,
    p_reason text,
    p_works_owner text,
    p_late_reason text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What the draft knows; of an order the reason is what it says. */
begin
    return query
    select o.starts_at, o.planned_end, o.reason::text, o.works_owner, l.reason::text
    from talk.outages as o
    left join talk.outage_late as l on l.outage_id = o.outage_id
    where o.outage_id = p_outage and o.state = 'draft';
end
$$;
comment on function shared.outage_when_draft(lib.outage_ref) is 'Что уже известно';

select cabinet.page_define(
    p_cabinet => 'shared', p_page => 'outage_when', p_title => 'Отключение: когда',
    p_blocks => 'outage_new_steps outage_when_save | outage_new_places', p_icon => 'plug', p_up => 'outages');
