create function talk.letter_link(
    p_event bigint,
    p_user bigint
)
returns text
language plpgsql
volatile
as $$
/*
The last lines of a letter: a fresh link by which its reader answers without signing in, in their language, where the
kind of event has a purpose (talk.event_links), the purpose still makes sense and the company's public address is set.
Made when the letter goes out, so that no token rests in the outbox; a letter that goes out again gets another.
*/
declare
    v_address text := rtrim(cabinet.setting('public_address'), '/');
    v_link people.links;
    v_language text;
    v_until timestamptz;
begin
    select
        l.purpose, case when k.object <> 'work' then e.object_id end, case when k.object = 'work' then e.object_id end, u.user_id,
        u.language, lib.moment() + p.lives
    into v_link.purpose, v_link.order_id, v_link.work_id, v_link.user_id, v_language, v_until
    from talk.events as e
    join talk.event_kinds as k on k.kind = e.kind
    join talk.event_links as l on l.kind = e.kind
    join people.link_purposes as p on p.purpose = l.purpose
    join people.users as u on u.user_id = p_user
    where e.event_id = p_event;
    if v_link.purpose is null or coalesce(v_address, '') = '' or cardinality(desk.link_moves(v_link)) = 0 then
        return '';
    end if;
    return e'\n\n' || (
        select lib.pattern_fill(t.text, jsonb_build_object(
            'link', v_address || '/go/' || people.link_issue(
                v_link.user_id, v_link.order_id, v_link.purpose, v_link.work_id),
            'until', split_part(talk.moment_text(v_until, v_language, h.time_zone), ',', 1)
        ))
        from estate.houses as h
        join cabinet.texts as t on t.key = 'letter.link_' || v_link.purpose and t.language in (v_language, 'ru')
        where h.house_id = coalesce(
            (select o.house_id from desk.orders as o where o.order_id = v_link.order_id),
            (select w.house_id from upkeep.works as w where w.work_id = v_link.work_id))
        order by t.language = v_language desc
        limit 1
    );
end
$$;
comment on function talk.letter_link(bigint, bigint) is 'The last lines of a letter: a link to answer without signing in
@internal';
