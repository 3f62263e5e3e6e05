create function talk.news_publish(
    p_title text,
    p_body text,
    p_zone lib.zone_ref default null,
    p_house lib.house_ref default null,
    p_public boolean default false,
    p_until timestamptz default null,
    p_waits boolean default false
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Publishes news for all, a zone or a house; public ones are read without signing in. Returns the id.
p_waits: nobody sees them for talk.recall_time(), and their writer may take them back (talk.news_recall).
Errors: not_found, news_empty (422), news_until (422), news_public_place (422).
*/
declare
    v_id bigint;
begin
    perform people.office_demand(array['supervisor', 'operator']);
    if (p_zone is not null and not exists (select from estate.zones as z where z.zone_id = p_zone))
        or (p_house is not null and not exists (select from estate.houses as h where h.house_id = p_house))
    then
        perform cabinet.refuse('not_found');
    end if;
    if coalesce(trim(p_title), '') = '' or coalesce(trim(p_body), '') = '' then
        perform cabinet.refuse('news_empty', p_field => 'p_body');
    end if;
    if p_until <= lib.moment() then
        perform cabinet.refuse('news_until', p_field => 'p_until');
    end if;
    if p_public and num_nonnulls(p_zone, p_house) > 0 then
        perform cabinet.refuse('news_public_place', p_field => 'p_public');
    end if;
    insert into talk.news (title, body, zone_id, house_id, public, until, user_id, published_at)
    values (
        trim(p_title), trim(p_body), case when p_house is null then p_zone end, p_house, p_public, p_until, people.me(),
        lib.moment() + case when p_waits then talk.recall_time() else '0' end
    )
    returning news_id into v_id;
    return v_id;
end
$$;
comment on function talk.news_publish(text, text, lib.zone_ref, lib.house_ref, boolean, timestamptz, boolean) is
'Publishes news for all, a zone or a house
@decides';
