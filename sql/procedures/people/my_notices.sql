create function people.my_notices()
returns table (
    kind text,
    title text,
    bell boolean,
    email boolean,
    bell_text text,
    email_text text,
    may_switch_off boolean,
    icon text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What is told to the acting person in this cabinet and how, with words for a settings page; in every cabinet. */
begin
    return query
    select
        p.kind, p.title, p.bell, p.email,
        cabinet.said('label.notice_' || case when not p.may_switch_off then 'always' when p.bell then 'on' else 'off' end),
        case when p.has_email then cabinet.said(
            'label.notice_' || case when not p.may_switch_off then 'always' when p.email then 'on' else 'off' end
        ) end,
        p.may_switch_off, p.icon
    from talk.preferences_list() as p;
end
$$;
comment on function people.my_notices() is 'What is told to the acting person and how
@decides';
