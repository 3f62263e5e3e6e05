create function shared.check_mine(
    p_search lib.search default null,
    p_blocking boolean default null,
    p_sort lib.sort_key default null,
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    address text,
    what text,
    severity lib.state,
    due_on lib.day,
    found_at lib.day,
    _badge_severity text,
    _badge_due_on text,
    _link_address text,
    _actions text[],
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Findings that are this person's to mend: given to them, of their zones, or of their part in the company. */
declare
    v_day date := people.today();
begin
    return query
    select
        f.address, f.what || case when f.blocks_plan then ' · ' || cabinet.said('phrase.check_blocks_plan') else '' end,
        cabinet.said('phrase.check_severity.' || f.severity)::lib.state, f.due_on::lib.day, f.found_at::date::lib.day,
        case f.severity when 'error' then 'bad' else 'warn' end, case when f.due_on < v_day then 'bad' end,
        'house?house=' || f.house_id, array[f.fix], f.total
    from estate.finding_list(
        p_search => p_search, p_blocking => p_blocking, p_staff => people.my_staff(), p_mine => array(select desk.my_zones()),
        p_owner => case when people.my_cabinet() = 'operator' then 'operator' end,
        p_sort => p_sort, p_limit => p_limit, p_offset => p_offset
    ) as f;
end
$$;
comment on function shared.check_mine(lib.search, boolean, lib.sort_key, integer, integer) is 'Что исправить вам
@filter p_search p_blocking
@placeholder p_search Улица и дом
@field p_blocking Мешает плану
@bold address what severity
@column address Дом
@column what Что не так
@column severity Серьёзность
@column due_on Исправить до
@column found_at Замечено
@empty Данные домов в порядке: вам исправлять нечего';
