create function talk.preference_save(
    p_kind text,
    p_channel text,
    p_enabled boolean
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Switches a channel of a kind on or off for the acting person. Errors: not_found, notice_always (may not be switched off). */
declare
    v_me bigint := people.me();
    v_kind talk.event_kinds;
begin
    select k.* into v_kind from talk.event_kinds as k where k.kind = p_kind;
    if v_me is null or v_kind.kind is null or p_channel is null or p_channel not in ('bell', 'email') then
        perform cabinet.refuse('not_found', p_field => 'p_kind');
    elsif not v_kind.may_switch_off and not p_enabled then
        perform cabinet.refuse('notice_always', p_field => 'p_enabled');
    end if;
    insert into talk.preferences as f (user_id, kind, channel, enabled)
    values (v_me, p_kind, p_channel, p_enabled)
    on conflict (user_id, kind, channel) do update set enabled = excluded.enabled;
end
$$;
comment on function talk.preference_save(text, text, boolean) is 'Switches a channel of a kind of notices on or off
@decides';
