create function people.notices_set(
    p_choices lib.notice_choice[]
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Sets the channels of many kinds of notices for the acting person at once. What this cabinet does not tell, may not be
switched off or does not come by e-mail stays as it is; what is on and never was switched off needs no row.
*/
declare
    v_me bigint := people.me();
begin
    insert into talk.preferences as f (user_id, kind, channel, enabled)
    select v_me, p.kind, c.channel, c.enabled
    from unnest(p_choices) as q
    join talk.preferences_list() as p on p.kind = q.kind and p.may_switch_off
    cross join lateral (values ('bell', q.bell, p.bell), ('email', q.email, p.email)) as c (channel, enabled, was)
    where c.enabled is not null and c.enabled <> c.was and (c.channel = 'bell' or p.has_email)
    on conflict (user_id, kind, channel) do update set enabled = excluded.enabled;
end
$$;
comment on function people.notices_set(lib.notice_choice[]) is 'Sets the channels of many kinds of notices at once
@decides';
