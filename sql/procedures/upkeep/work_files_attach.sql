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
begin
    if coalesce(cardinality(p_files), 0) = 0 then
        return;
    elsif cardinality(p_files) > 10 then
        perform cabinet.refuse('order_files_many', p_field => 'p_photos');
    end if;
    if not p_taken then
        perform cabinet.files_hang(p_files, 'p_photos', w.house_id, p_internal => true)
        from upkeep.works as w
        where w.work_id = p_work;
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
