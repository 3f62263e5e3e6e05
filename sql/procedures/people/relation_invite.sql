create function people.relation_invite(
    p_premise bigint,
    p_name text,
    p_email text,
    p_phone text default null,
    p_kind text default 'relative',
    p_grants text[] default null,
    p_until date default null
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Opens the premise to another person, known by e-mail or telephone or new; he signs in by a code to the e-mail. Only who
has the grant «people» there, and no more than he has himself; an owner is made only by a document, so not here.
Errors: not_found, relation_no_right, relation_kind_forbidden, relation_already, relation_date.
*/
declare
    v_me bigint := people.me();
    v_mine text[] := people.premise_grants(p_premise);
    v_grants text[];
    v_user bigint;
    v_today date;
    v_house bigint;
    v_relation bigint;
begin
    if not exists (select from people.my_places() as p where p.premise_id = p_premise) then
        perform cabinet.refuse('not_found');
    end if;
    if not 'people' = any (v_mine) then
        perform cabinet.refuse('relation_no_right');
    end if;
    if p_kind not in ('relative', 'renter', 'social_tenant') then
        perform cabinet.refuse('relation_kind_forbidden', p_field => 'p_kind');
    end if;
    select coalesce(p_grants, k.grants) into v_grants from people.relation_kinds as k where k.kind = p_kind;
    if cardinality(v_grants) = 0 or not v_grants <@ v_mine then
        perform cabinet.refuse('relation_grants', p_field => 'p_grants');
    end if;
    select h.house_id, (lib.moment() at time zone h.time_zone)::date
    into v_house, v_today
    from estate.premises as p
    join estate.houses as h on h.house_id = p.house_id
    where p.premise_id = p_premise;
    if p_until < v_today then
        perform cabinet.refuse('relation_date', p_field => 'p_until');
    end if;
    select u.user_id
    into v_user
    from people.users as u
    where u.blocked_at is null and (lower(u.email) = lower(trim(p_email)) or u.phone = lib.phone_digits(p_phone))
    order by lower(u.email) = lower(trim(p_email)) desc nulls last
    limit 1;
    if v_user is null then
        insert into people.users (name, email, phone)
        values (p_name, nullif(lower(trim(p_email)), ''), lib.phone_digits(p_phone))
        returning user_id into v_user;
    end if;
    if exists (
        select
        from people.relations as r
        where r.user_id = v_user and r.premise_id = p_premise and r.during && daterange(v_today, p_until, '[]')
    ) then
        perform cabinet.refuse('relation_already', p_field => 'p_email');
    end if;
    insert into people.relations (user_id, premise_id, house_id, kind, during, grants, invited_by)
    values (v_user, p_premise, v_house, p_kind, daterange(v_today, p_until, '[]'), v_grants, v_me)
    returning relation_id into v_relation;
    perform talk.event_raise(
        'access_opened', v_user, p_user => v_user, p_values => jsonb_build_object(
            'place', people.place_label(p_premise),
            'who', (select lib.person_short(u.name) from people.users as u where u.user_id = v_me)
        )
    );
    return v_relation;
end
$$;
comment on function people.relation_invite(bigint, text, text, text, text, text[], date) is
'Opens a premise to another person
@decides';
