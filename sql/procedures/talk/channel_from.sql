create function talk.channel_from(
    p_user bigint,
    p_channel text,
    p_urgent boolean,
    p_time_zone text
)
returns timestamptz
language plpgsql
stable
as $$
/*
From when a channel may speak to a person: now, or the end of their quiet hours (people.users.quiet_from and quiet_until;
empty: the company's,
settings quiet_from and quiet_until; equal: none) in the time zone of the house. The bell is silent by itself; what is urgent never waits.
*/
declare
    v_now timestamptz := lib.moment();
    v_clock timestamp := v_now at time zone p_time_zone;
    v_from time;
    v_until time;
begin
    if p_urgent or p_channel = 'bell' then
        return v_now;
    end if;
    select
        coalesce(u.quiet_from, (select s.value::time from cabinet.settings as s where s.key = 'quiet_from')),
        coalesce(u.quiet_until, (select s.value::time from cabinet.settings as s where s.key = 'quiet_until'))
    into v_from, v_until
    from people.users as u
    where u.user_id = p_user;
    return case
        when v_from < v_until and v_clock::time >= v_from and v_clock::time < v_until
            then (v_clock::date + v_until) at time zone p_time_zone
        when v_from > v_until and v_clock::time >= v_from
            then (v_clock::date + 1 + v_until) at time zone p_time_zone
        when v_from > v_until and v_clock::time < v_until
            then (v_clock::date + v_until) at time zone p_time_zone
        else v_now
    end;
end
$$;
comment on function talk.channel_from(bigint, text, boolean, text) is 'From when a channel may speak to a person
@internal';
