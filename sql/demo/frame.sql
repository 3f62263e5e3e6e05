-- The workshop of the demo: a schema of its own that end.sql takes away again. Nothing of it is part of the product.
-- What is done in the company's name goes through the public procedures of the domains, by sessions of the people.
drop schema if exists demo cascade;
create schema demo;

create table demo.clock (
    only_row boolean primary key default true check (only_row),
    begins timestamptz not null,
    ends timestamptz not null,
    zone text not null
);
comment on table demo.clock is 'The half year that is lived through, until the moment of creation; a test may want fewer days';
insert into demo.clock (begins, ends, zone)
select
    (date_trunc('day', n.ends at time zone 'Asia/Vladivostok') - n.length + interval '7 hours')
        at time zone 'Asia/Vladivostok',
    n.ends, 'Asia/Vladivostok'
from (
    select
        coalesce(nullif(current_setting('sokol.demo_now', true), '')::timestamptz, now()) as ends,
        coalesce(nullif(current_setting('sokol.demo_days', true), '') || ' days', '6 months')::interval as length
) as n;
-- people live by the clock of their town; what they write and are told is dated by it
select set_config('timezone', c.zone, false) from demo.clock as c;

create table demo.secrets (
    plain text primary key,
    hash text
);
comment on table demo.secrets is 'Passwords that the runner hashes; the same ones stand in sign_ins.sql';
insert into demo.secrets (plain) values ('sokol-demo-2026'), ('471247');

create table demo.pictures (
    name text not null,
    stage text not null,
    variant integer not null,
    bytes bytea not null,
    thumbnail bytea not null,
    width integer not null,
    height integer not null,
    primary key (name, stage, variant)
);
comment on table demo.pictures is 'Painted by the runner from pictures.toml';

create function demo.pick(
    p_seed text,
    p_count integer
)
returns integer
language sql
immutable
parallel safe
/* 0 … p_count − 1, always the same for a seed: the demo knows no random(). */
return (('x' || substr(md5(p_seed), 1, 8))::bit(32)::bigint & 2147483647) % p_count;

create function demo.one_of(
    p_seed text,
    p_texts text[]
)
returns text
language sql
immutable
parallel safe
return p_texts[1 + demo.pick(p_seed, cardinality(p_texts))];

create function demo.minutes(
    p_least integer,
    p_more integer,
    p_seed text
)
returns interval
language sql
immutable
parallel safe
/* So many minutes and up to so many more. */
return make_interval(mins => p_least + demo.pick(p_seed, p_more));

create function demo.local(
    p_day date,
    p_minute integer
)
returns timestamptz
language sql
stable
/* A minute of a day in the town. */
return (p_day + make_interval(mins => p_minute)) at time zone (select c.zone from demo.clock as c);

-- Acting ------------------------------------------------------------------------------------------------------------

create table demo.keys (
    user_id bigint not null,
    key text not null,
    opened_at timestamptz not null,
    staff boolean not null,
    primary key (user_id)
);
comment on table demo.keys is 'Session keys of those who act';

create function demo.session_begin(
    p_user bigint,
    p_key text,
    p_staff boolean
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Both halves of signing in, by e-mail; that the secret matched is taken for granted. */
declare
    v_login text;
    v_attempt bigint;
begin
    select u.email into v_login from people.users as u where u.user_id = p_user;
    select b.attempt_id into v_attempt from people.sign_in_begin(p_login => v_login, p_address => '10.20.0.7') as b;
    perform from people.sign_in_finish(
        p_attempt => v_attempt, p_login => v_login, p_success => true, p_key => p_key, p_address => '10.20.0.7',
        p_device => case when p_staff then 'Chrome, Windows' else 'Chrome, Android' end
    );
end
$$;

create function demo.enter(
    p_user bigint,
    p_cabinet text
)
returns void
language plpgsql
volatile
as $$
/* Signs a person in, when their session is over, as the layer does it, and acts by it from here on. */
declare
    v_now timestamptz := lib.moment();
    v_key text;
    v_staff boolean := p_cabinet <> 'resident';
    v_first boolean := not exists (select from demo.keys as k where k.user_id = p_user);
begin
    select k.key
    into v_key
    from demo.keys as k
    where
        k.user_id = p_user
        and k.opened_at > v_now - case when k.staff then interval '10 hours' else interval '20 days' end
        -- what happened earlier may be told later: that is another sign-in
        and k.opened_at <= v_now;
    if v_key is null then
        v_key := encode(ext.gen_random_bytes(32), 'hex');
        perform set_config('sokol.session', '', true);
        perform set_config('role', 'cab_layer', true);
        perform demo.session_begin(p_user, v_key, v_staff);
        perform set_config('role', 'none', true);
        insert into demo.keys as k (user_id, key, opened_at, staff)
        values (p_user, v_key, v_now, v_staff)
        on conflict (user_id) do update
        set key = excluded.key, opened_at = excluded.opened_at, staff = excluded.staff;
    end if;
    perform set_config('sokol.session', v_key, true);
    perform set_config('role', 'cab_' || p_cabinet, true);
    if v_first and not v_staff then
        -- the cabinet opens with its consents; letters with news are not for everybody
        perform demo.execute('select people.consent_change(''processing'', true), people.consent_change(''rules'', true)');
        if demo.pick('letters' || p_user, 10) < 6 then
            perform demo.execute('select people.consent_change(''news'', true)');
        end if;
    end if;
end
$$;

create function demo.leave()
returns void
language plpgsql
volatile
as $$
/* Back to the one who runs the demo. */
begin
    perform set_config('role', 'none', true);
    perform set_config('sokol.session', '', true);
end
$$;

create function demo.execute(
    p_sql text
)
returns text
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* One call of a public procedure as whoever acts now; what it returns. */
declare
    v_result text;
begin
    execute p_sql into v_result;
    return v_result;
end
$$;

create function demo.by(
    p_login text,
    p_cabinet text,
    p_sql text
)
returns text
language plpgsql
volatile
as $$
/* The same as a person in one of their cabinets. */
declare
    v_result text;
begin
    perform demo.enter((select u.user_id from people.users as u where u.email = p_login), p_cabinet);
    v_result := demo.execute(p_sql);
    perform demo.leave();
    return v_result;
end
$$;

do $$
/* The cabinets may take part in the workshop while it stands. */
declare
    v_role text;
begin
    foreach v_role in array array[
        'cab_layer', 'cab_guest', 'cab_resident', 'cab_manager', 'cab_operator', 'cab_supervisor'
    ] loop
        execute format('grant usage on schema demo to %I', v_role);
        execute format('alter default privileges in schema demo grant execute on functions to %I', v_role);
        execute format('grant execute on all functions in schema demo to %I', v_role);
    end loop;
end
$$;
