create function shared.roles_list(
    p_search lib.search default null,
    p_for_cabinet text default null,
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    name text,
    title text,
    granted_at timestamptz,
    last_seen_at timestamptz,
    blocked boolean,
    _badge_blocked text,
    _actions text[],
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Who holds which staff cabinet. */
begin
    return query
    select
        r.name, r.title, r.granted_at, r.last_seen_at, r.blocked, case when r.blocked then 'bad' end,
        array['roles_revoke?person=' || r.user_id || '&cabinet=' || r.cabinet], r.total
    from cabinet.roles_list(
        p_search => p_search, p_cabinet => p_for_cabinet, p_limit => p_limit, p_offset => p_offset
    ) as r;
end
$$;
comment on function shared.roles_list(lib.search, text, integer, integer) is 'Роли
Кабинет жителя приходит вместе с квартирой, его здесь нет.
@filter p_search p_for_cabinet
@options p_for_cabinet roles_cabinet_options
@field p_for_cabinet Кабинет
@bold name title
@column title Кабинет
@column granted_at Выдан
@column last_seen_at Был в сети
@column blocked Вход закрыт
@empty Никого не нашли
@personal';

create function shared.roles_grant(
    p_person lib.user_ref,
    p_cabinet text,
    p_reason lib.title
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Gives a person a cabinet. */
begin
    perform cabinet.role_grant(p_user => p_person, p_cabinet => p_cabinet, p_reason => p_reason);
    return row(cabinet.said('phrase.role_granted'), '/shared/roles')::lib.outcome;
end
$$;
comment on function shared.roles_grant(lib.user_ref, text, lib.title) is 'Дать кабинет
@options p_person roles_person_options
@options p_cabinet roles_cabinet_options
@field p_person Кому
@field p_cabinet Кабинет
@field p_reason Почему
@submit Дать кабинет
@icon key';

create function shared.roles_revoke(
    p_person lib.user_ref,
    p_cabinet text,
    p_reason lib.title
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Takes a cabinet away. */
begin
    perform cabinet.role_revoke(p_user => p_person, p_cabinet => p_cabinet, p_reason => p_reason);
    return row(cabinet.said('phrase.role_revoked'), '/shared/roles')::lib.outcome;
end
$$;
comment on function shared.roles_revoke(lib.user_ref, text, lib.title) is 'Забрать кабинет
@needs p_person p_cabinet
@options p_cabinet roles_cabinet_options
@field p_person У кого
@field p_cabinet Кабинет
@field p_reason Почему
@submit Забрать кабинет
@style secondary
@icon x-circle';

create function shared.roles_cabinet_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Staff cabinets. */
begin
    return query
    select c.code, cabinet.said('phrase.cabinet_name.' || c.code)
    from unnest(array['manager', 'operator', 'accountant', 'shared', 'admin']) as c (code);
end
$$;
comment on function shared.roles_cabinet_options() is 'Кабинеты';

create function shared.roles_person_options(
    p_person lib.user_ref default null,
    p_search text default null
)
returns table (
    value text,
    label text,
    hint text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Staff by name. */
begin
    return query
    select s.user_id::text, s.name::text, s."position"
    from people.staff as s
    where
        s.user_id = p_person
        or (s.employed @> people.today() and (coalesce(p_search, '') = '' or s.name ilike '%' || p_search || '%'))
    order by s.user_id is distinct from p_person, s.name
    limit 40;
end
$$;
comment on function shared.roles_person_options(lib.user_ref, text) is 'Люди
@personal';

create function shared.roles_do()
returns table (
    say text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What may be done here. */
begin
    return query select cabinet.said('phrase.do.roles'), array['roles_grant'];
end
$$;
comment on function shared.roles_do() is 'Выдать кабинет
@kind card
@column say -';
