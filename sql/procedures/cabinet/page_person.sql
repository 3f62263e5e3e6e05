create function cabinet.page_person(
    p_page text
)
returns table (
    user_id bigint,
    user_name text,
    cabinets text[],
    language text,
    time_zone text,
    large_type boolean,
    unread integer,
    rights text[],
    hidden_pages text[],
    place_label text,
    "rotate" boolean
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
What every page says of the acting person. Outside the guest cabinet: SK401 `sign_in` when there is no session, SK403
`cabinet_forbidden` in a cabinet the person does not hold, `page_forbidden` on a page hidden from him, and
`totp_setup` for staff who must set up the second step first. rotate: the session key is older than a day.
*/
declare
    v_cabinet text := people.my_cabinet();
    v_me bigint := people.me();
    v_premise bigint;
    v_house bigint;
    v_grants text[];
    v_frame text;
    v_held text[];
    v_session people.sessions;
    v_person people.users;
begin
    select s.*
    into v_session
    from people.sessions as s
    where s.key_hash = people.key_hash(current_setting('sokol.session', true));
    if v_me is null and v_cabinet <> 'guest' then
        if people.session_alive(v_session.session_id) then
            perform cabinet.refuse(
                'cabinet_forbidden', p_goto => people.home_path(v_session.user_id)
            );
        end if;
        perform cabinet.refuse('sign_in', p_goto => '/guest/sign-in');
    end if;
    select c.frame into v_frame from cabinet.cabinets as c where c.cabinet = v_cabinet;
    if v_me is not null then
        select * into v_person from people.users as u where u.user_id = v_me;
        v_held := people.cabinets_of(v_me);
        user_id := v_me;
        user_name := lib.person_short(v_person.name);
        unread := talk.unread();
        rotate := v_session.started_at < lib.moment() - interval '24 hours';
    end if;
    cabinets := coalesce(v_held, '{}');
    language := coalesce(v_person.language, lib.language());
    large_type := coalesce(v_person.large_type, false);
    if v_frame = 'resident' then
        select n.premise_id, n.house_id, n.grants, h.time_zone, people.place_label(n.premise_id)
        into v_premise, v_house, v_grants, time_zone, place_label
        from people.place_now(v_me) as n
        join estate.houses as h on h.house_id = n.house_id;
    end if;
    rights := people.rights_of(v_me, v_cabinet, v_grants);
    time_zone := coalesce(time_zone, cabinet.setting('time_zone'));
    select coalesce(array_agg(p.page), '{}')
    into hidden_pages
    from cabinet.pages as p
    where p.cabinet = v_cabinet
        and (
            (p."right" is not null and p."right" <> all (rights))
            or not coalesce(
                case when p.feature is not null then cabinet.feature_enabled(p.feature, v_house) end, true
            )
        );
    if p_page = any (hidden_pages) then
        perform cabinet.refuse('page_forbidden', p_goto => '/' || v_cabinet);
    end if;
    if v_frame = 'staff'
        and p_page <> 'profile'
        and cabinet.setting('staff_totp') = 'true'
        and exists (select from cabinet.pages as p where p.cabinet = v_cabinet and p.page = 'profile')
        and not exists (
            select
            from people.credentials as c
            where c.user_id = v_me and c.kind = 'totp' and c.confirmed_at is not null
        )
    then
        perform cabinet.refuse('totp_setup', p_goto => '/' || v_cabinet || '/profile');
    end if;
    return next;
end
$$;
comment on function cabinet.page_person(text) is 'What every page says of the acting person';
