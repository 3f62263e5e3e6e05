create function cabinet.files_hang(
    p_files uuid[],
    p_field text,
    p_house bigint default null,
    p_premise bigint default null,
    p_order bigint default null,
    p_staff bigint default null,
    p_internal boolean default false
)
returns integer
language plpgsql
volatile
as $$
/*
Hangs uploads on what they belong to, by which they are seen from now on (cabinet.file_read): only files that the acting person
has just put and that hang nowhere yet. Returns how many. Errors: file_unknown, also for a foreign id.
*/
declare
    v_count integer;
begin
    update cabinet.files as f
    set house_id = p_house, premise_id = p_premise, order_id = p_order, staff_id = p_staff, internal = p_internal
    where
        f.file_id = any (p_files) and f.user_id = people.me() and not f.public
        and num_nonnulls(f.order_id, f.house_id, f.premise_id, f.staff_id) = 0;
    get diagnostics v_count = row_count;
    if v_count < (select count(distinct u.id) from unnest(p_files) as u (id)) then
        perform cabinet.refuse('file_unknown', p_field => p_field);
    end if;
    return v_count;
end
$$;
comment on function cabinet.files_hang(uuid[], text, bigint, bigint, bigint, bigint, boolean) is 'Hangs uploads on what they belong to
@internal';
