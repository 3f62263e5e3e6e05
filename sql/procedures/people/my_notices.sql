create function people.my_notices()
returns table (
    kind lib.notice_kind,
    bell boolean,
    email boolean,
    title text,
    always text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
What is told to the acting person in this cabinet and how, as the rows of a settings form: a channel that is not to be
chosen is null, and always says why. Those to be chosen first. In every cabinet.
*/
begin
    return query
    select
        p.kind::lib.notice_kind, case when p.may_switch_off then p.bell end,
        case when p.may_switch_off and p.has_email then p.email end, p.title,
        case when not p.may_switch_off then cabinet.said('label.notice_always') end
    from talk.preferences_list() as p
    order by p.may_switch_off desc, p.title;
end
$$;
comment on function people.my_notices() is 'What is told to the acting person and how
@decides';
