create function cabinet.setting_changes(
    p_key text default null
)
returns table (
    changed_at timestamptz,
    title text,
    old_value text,
    new_value text,
    reason text,
    author text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Who changed which setting and why, newest first. For the supervisor and the administrator. */
begin
    perform people.office_demand(array['supervisor', 'admin']);
    return query
    select h.changed_at, cabinet.setting_said(s.key, s.title), cabinet.value_said(h.old_value, s.kind),
        cabinet.value_said(h.new_value, s.kind), h.reason, lib.person_short(u.name)
    from cabinet.setting_history as h
    join cabinet.settings as s on s.key = h.key
    left join people.users as u on u.user_id = h.user_id
    where p_key is null or h.key = p_key
    order by h.setting_history_id desc;
end
$$;
comment on function cabinet.setting_changes(text) is 'Who changed which setting and why
@decides';
