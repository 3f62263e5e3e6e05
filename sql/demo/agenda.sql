-- The half year: a plan of what breaks when and for whom, an agenda of deeds, and the hours at which people do them.
create table demo.plans (
    plan integer primary key,
    at timestamptz not null,
    problem text not null references demo.problems,
    premise_id bigint not null,
    user_id bigint,
    by_phone boolean not null default false,
    fate text not null,
    order_id bigint,
    seed text generated always as ('plan' || plan::text) stored
);
comment on table demo.plans is
'What breaks. user_id null: a caller without a cabinet. fate: how it ends; script: as its rows of the agenda say';

create table demo.agenda (
    agenda_id bigint generated always as identity primary key,
    at timestamptz not null,
    plan integer references demo.plans,
    deed text not null,
    word text,
    done boolean not null default false
);
create index agenda_next on demo.agenda (at, agenda_id) where not done;
comment on table demo.agenda is 'What is to be done when; deeds put their successors here';

-- Time ----------------------------------------------------------------------------------------------------------------

create function demo.at_work(
    p_at timestamptz,
    p_seed text
)
returns timestamptz
language plpgsql
stable
as $$
/* The moment itself in working time, else some minutes after the next working morning begins. */
declare
    v_zone text := (select c.zone from demo.clock as c);
    v_local timestamp := p_at at time zone v_zone;
    v_day date := v_local::date;
begin
    if v_local::time > time '17:30' then
        v_day := v_day + 1;
        v_local := v_day + time '08:00';
    elsif v_local::time < time '08:05' then
        v_local := v_day + time '08:00';
    end if;
    while coalesce(
        (select not c.working from people.calendar_days as c where c.day = v_day), extract(isodow from v_day) > 5
    ) loop
        v_day := v_day + 1;
        v_local := v_day + time '08:00';
    end loop;
    if v_local::time = time '08:00' then
        v_local := v_local + make_interval(mins => 5 + demo.pick('morning' || p_seed, 170));
    end if;
    return v_local at time zone v_zone;
end
$$;

create function demo.soon(
    p_at timestamptz,
    p_priority text,
    p_seed text
)
returns timestamptz
language plpgsql
stable
as $$
/* When a performer gets to it: an emergency at once, an urgent one any day from morning to evening, else at work. */
declare
    v_zone text := (select c.zone from demo.clock as c);
    v_local timestamp := p_at at time zone v_zone;
begin
    if p_priority = 'emergency' then
        return p_at;
    elsif p_priority <> 'high' then
        return demo.at_work(p_at, p_seed);
    elsif v_local::time > time '20:30' then
        v_local := v_local::date + 1 + time '07:40' + make_interval(mins => demo.pick('early' || p_seed, 40));
    elsif v_local::time < time '07:30' then
        v_local := v_local::date + time '07:40' + make_interval(mins => demo.pick('early' || p_seed, 40));
    end if;
    return v_local at time zone v_zone;
end
$$;

create function demo.awake(
    p_at timestamptz,
    p_seed text
)
returns timestamptz
language sql
stable
as $$
/* The moment itself between eight and half past ten in the evening, else some time of the next morning. */
select case
    when w.local::time < time '08:00' then (w.local::date + time '08:00' + w.sleep) at time zone w.zone
    when w.local::time > time '22:30' then (w.local::date + 1 + time '08:00' + w.sleep) at time zone w.zone
    else p_at
end
from (
    select c.zone, p_at at time zone c.zone as local, make_interval(mins => demo.pick('sleep' || p_seed, 150)) as sleep
    from demo.clock as c
) as w
$$;

create function demo.later(
    p_plan integer,
    p_at timestamptz,
    p_deed text,
    p_word text default null
)
returns void
language sql
volatile
as $$
/* Puts a deed of a plan on the agenda; what nobody does at night waits for the morning. */
insert into demo.agenda (at, plan, deed, word)
values (
    case
        when p_deed in ('confirm', 'return', 'resume', 'visit', 'chaser', 'chaser_answer', 'close_said')
            then demo.awake(p_at, p_plan || p_deed)
        else p_at
    end,
    p_plan, p_deed, p_word
)
$$;
