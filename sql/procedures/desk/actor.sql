create function desk.actor(
    p_actor text default null,
    out user_id bigint,
    out name text
)
language plpgsql
stable
as $$
/* Who acts: the person of the session with the display name of the moment; without one it is the platform. */
begin
    if p_actor in ('job', 'routing') then
        name := 'Сокол';
        return;
    end if;
    user_id := people.me();
    select u.name::text into name from people.users as u where u.user_id = actor.user_id;
    name := coalesce(name, 'Сокол');
end
$$;
comment on function desk.actor(text) is 'Who acts, with the display name of the moment';
