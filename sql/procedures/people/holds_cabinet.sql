create function people.holds_cabinet(
    p_user bigint,
    p_cabinet text
)
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Whether a person may enter a cabinet now: an explicit row and, for who is or was staff, a current employment; the
residents' cabinet also by a relation or a payer's row that is current in the time zone of the house.
*/
begin
    -- what most people have first
    if people.cabinet_held(
        p_cabinet,
        exists (select from people.user_cabinets as c where c.user_id = p_user and c.cabinet = p_cabinet),
        (select s.employed from people.staff as s where s.user_id = p_user)
    ) then
        return true;
    end if;
    return p_cabinet = 'resident' and (
        exists (
            select
            from people.relations as r
            join estate.houses as h on h.house_id = r.house_id
            where r.user_id = p_user and r.during @> (lib.moment() at time zone h.time_zone)::date
        )
        or exists (
            select
            from people.payers as p
            join money.accounts as a on a.account_id = p.account_id
            join estate.houses as h on h.house_id = a.house_id
            where p.user_id = p_user and p.during @> (lib.moment() at time zone h.time_zone)::date
        )
    );
end
$$;
comment on function people.holds_cabinet(bigint, text) is 'Whether a person may enter a cabinet now
@internal';
