create function upkeep.work_files_attach(
    p_work bigint,
    p_files uuid[],
    p_point bigint default null,
    p_taken boolean default false
)
returns void
language plpgsql
volatile
as $$
/*
Hangs uploads on a work: only files that the acting person has just put and that hang nowhere yet; with p_taken those that an
order of the work's defect has just taken. Staff only see them. Errors: order_files_many, file_unknown.
*/
declare
    v_count integer;
begin
    if coalesce(cardinality(p_files), 0) = 0 then
        return;
    elsif cardinality(p_files) > 10 then
        perform cabinet.refuse('order_files_many', p_field => 'p_photos');
    end if;
    if not p_taken then
        update cabinet.files as f
        set house_id = w.house_id, internal = true
        from upkeep.works as w
        where
            w.work_id = p_work and f.file_id = any (p_files) and f.user_id = people.me()
            and f.order_id is null and f.house_id is null and f.premise_id is null;
        get diagnostics v_count = row_count;
        if v_count < (select count(distinct u.id) from unnest(p_files) as u (id)) then
            perform cabinet.refuse('file_unknown', p_field => 'p_photos');
        end if;
    end if;
    insert into upkeep.work_files (work_id, file_id, house_id, point_id, user_id)
    select distinct w.work_id, u.id, w.house_id, p_point, people.me()
    from upkeep.works as w
    cross join unnest(p_files) as u (id)
    where w.work_id = p_work
    on conflict (work_id, file_id) do nothing;
end
$$;
comment on function upkeep.work_files_attach(bigint, uuid[], bigint, boolean) is 'Hangs uploads on a work
@internal';
