create function shared.house_works(
    p_house lib.house_ref,
    p_limit integer default 5,
    p_offset integer default 0
)
returns table (
    title text,
    starts_at timestamptz,
    span daterange,
    people text,
    state lib.state,
    _badge_state text,
    _icon_state text,
    _link text,
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Planned works of the house: overdue first, then those of the coming month. */
begin
    return query
    select
        w.title, w.starts_at, w.span, w.people, w.state, w._badge_state, w._icon_state, 'task?work=' || w.work_id, w._total
    from upkeep.work_list(p_filter => 'soon', p_house => p_house, p_limit => p_limit, p_offset => p_offset) as w;
end
$$;
comment on function shared.house_works(lib.house_ref, integer, integer) is 'Плановые работы дома
@kind list
@hide_empty
@bold title starts_at state
@column title Работа
@column starts_at Когда
@column span Срок
@column people Исполнитель
@column state Состояние
@limit 5
@personal';
