create function cabinet.rule_history(
    p_area text,
    p_key text default null
)
returns table (
    at timestamptz,
    title text,
    note text,
    author text
)
language sql
stable
set search_path = ''
as $$
/* Changes of one rule, or of an area, newest first, at most 50: rows of a timeline. */
select
    c.changed_at,
    c.title || ': ' || coalesce(nullif(c.old_value, ''), '—') || ' → ' || coalesce(nullif(c.new_value, ''), '—'),
    c.reason,
    lib.person_short(c.user_name)
from cabinet.rule_changes as c
where c.area = p_area and (p_key is null or c.object_key = p_key)
order by c.rule_change_id desc
limit 50
$$;
comment on function cabinet.rule_history(text, text) is 'Changes of a rule as rows of a timeline';
