create function estate.value_changes_put(
    p_changes estate.value_change[],
    p_reason text,
    p_user bigint default null
)
returns void
language plpgsql
volatile
as $$
/*
The history of houses and of what stands in them, any number of lines at once; what did not change leaves none. p_user: who, else
the acting person (a task acts for somebody). Errors: rule_reason_required (422).
*/
begin
    if not exists (
        select from unnest(p_changes) as c
        where (c.old_values, c.old_value) is distinct from (c.new_values, c.new_value)
    ) then
        return;
    end if;
    if coalesce(trim(p_reason), '') = '' then
        perform cabinet.refuse('rule_reason_required', p_field => 'p_reason');
    end if;
    insert into cabinet.rule_changes (
        area, object_key, title, object_type, old_values, new_values, old_value, new_value, reason, user_id, user_name
    )
    select
        c.area, c.object_key, left(c.title, 200), c.object_type, c.old_values, c.new_values, nullif(c.old_value, ''),
        nullif(c.new_value, ''), left(trim(p_reason), 500), w.user_id, coalesce(u.name, 'Сокол')
    from unnest(p_changes) with ordinality as c (
        area, object_key, object_type, title, old_values, new_values, old_value, new_value, n
    )
    cross join (select coalesce(p_user, people.me()) as user_id) as w
    left join people.users as u on u.user_id = w.user_id
    where (c.old_values, c.old_value) is distinct from (c.new_values, c.new_value)
    order by c.n;
end
$$;
comment on function estate.value_changes_put(estate.value_change[], text, bigint) is 'Lines of the history of houses
@internal';
