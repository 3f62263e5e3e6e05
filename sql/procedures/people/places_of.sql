create function people.places_of(
    p_user bigint
)
returns table (
    premise_id bigint,
    house_id bigint,
    relation_kind text,
    grants text[],
    since date,
    until date,
    "position" integer
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Addresses of a person now, by relation and by payer's row, in the order of their beginning. relation_kind is null and grants is {bills} for who only pays. until: the last day of access.
*/
begin
    return query
    with own as (
        select r.premise_id, r.house_id, r.kind, r.grants, lower(r.during) as since, upper(r.during) - 1 as until
        from people.relations as r
        join estate.houses as h on h.house_id = r.house_id
        where r.user_id = p_user and r.during @> (lib.moment() at time zone h.time_zone)::date
    ),

    paid as (
        select distinct on (a.premise_id)
            a.premise_id, a.house_id, null::text, '{bills}'::text[], lower(p.during), upper(p.during) - 1
        from people.payers as p
        join money.accounts as a on a.account_id = p.account_id
        join estate.houses as h on h.house_id = a.house_id
        where p.user_id = p_user
            and p.during @> (lib.moment() at time zone h.time_zone)::date
            and a.premise_id not in (select o.premise_id from own as o)
        order by a.premise_id, lower(p.during)
    ),

    places as (
        select * from own
        union all
        select * from paid
    )

    select
        x.premise_id, x.house_id, x.kind,
        case
            when exists (
                select
                from people.payers as p
                join money.accounts as a on a.account_id = p.account_id
                where p.user_id = p_user and a.premise_id = x.premise_id and p.during @> people.today()
            ) and not x.grants @> '{bills}' then x.grants || '{bills}'::text[]
            else x.grants
        end,
        x.since, x.until,
        (row_number() over (order by (x.kind is null), x.since, x.premise_id))::integer
    from places as x;
end
$$;
comment on function people.places_of(bigint) is 'Addresses of a person now, with what each relation grants
@internal';
