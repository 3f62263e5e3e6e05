create function people.cabinets_of(
    p_user bigint
)
returns text[]
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Cabinets a person may enter now, in the order of the menu: staff cabinets before the residents'. */
begin
    return coalesce((
        select array_agg(c.cabinet order by c.frame = 'resident', c.menu, c.cabinet)
        from cabinet.cabinets as c
        where c.frame <> 'guest'
            and (
                c.frame = 'resident'
                or c.cabinet in (select u.cabinet from people.user_cabinets as u where u.user_id = p_user)
            )
            and people.holds_cabinet(p_user, c.cabinet)
    ), '{}');
end
$$;
comment on function people.cabinets_of(bigint) is 'Cabinets a person may enter now
@internal';
