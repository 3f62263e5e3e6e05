create function estate.house_kept(
    p_house bigint
)
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Whether the acting person keeps the data of a house: the supervisor; in the managers' cabinet who manages its zone or that of
one of its entrances, or to whom a finding of the check there was given. A performer who only works there reads them.
*/
begin
    return case people.my_cabinet()
        when 'supervisor' then people.me() is not null
        when 'manager' then
            exists (
                select from estate.houses as h
                where
                    h.house_id = p_house and h.house_id in (select v.id from people.visible_houses() as v (id))
                    and (
                        h.zone_id in (select z.id from desk.my_zones() as z (id))
                        or exists (
                            select from estate.entrances as e
                            where e.house_id = h.house_id and e.zone_id in (select z.id from desk.my_zones() as z (id))
                        )
                        or exists (
                            select from estate.check_findings as f
                            where
                                f.house_id = h.house_id and f.staff_id = (select people.my_staff()) and f.cleared_at is null
                                and f.excused_at is null
                        )
                    )
            )
        else false
    end;
end
$$;
comment on function estate.house_kept(bigint) is 'Whether the acting person keeps the data of a house
@decides';
