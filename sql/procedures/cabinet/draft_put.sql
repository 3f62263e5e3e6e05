create function cabinet.draft_put(
    p_key text,
    p_path text,
    p_fields jsonb
)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Keeps what was typed into a form whose sign-in was over, for the person whose session it was; whether it was kept.
p_key: sha256 of a random cookie. At most 64 kB, and the last 20 of a person. Where the browser no longer knows a session,
it belongs for an hour to the first who signs in with that cookie; of such at most 500 wait.
*/
declare
    v_session text := current_setting('sokol.session', true);
    v_user bigint := (
        select s.user_id
        from people.sessions as s
        where v_session ~ '^[0-9a-f]{64}$' and s.key_hash = people.key_hash(v_session)
    );
begin
    if octet_length(p_fields::text) > 65536 then
        return false;
    end if;
    delete from cabinet.drafts as d
    where
        d.created_at < now() - case when d.user_id is null then interval '1 hour' else interval '7 days' end
        or d.draft_key in (
            select k.draft_key
            from cabinet.drafts as k
            where k.user_id = v_user
            order by k.created_at desc
            offset 19
        );
    if v_user is null and (select count(*) from cabinet.drafts as d where d.user_id is null) >= 500 then
        return false;
    end if;
    insert into cabinet.drafts (draft_key, user_id, path, fields)
    values (p_key, v_user, p_path, p_fields)
    on conflict (draft_key) do nothing;
    return true;
end
$$;
comment on function cabinet.draft_put(text, text, jsonb) is 'Keeps what was typed when the sign-in was over
@for layer';
