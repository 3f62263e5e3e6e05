create function people.works_here(
    p_user bigint
)
returns boolean
language plpgsql
stable
as $$
/* Whether a person is of the staff now: employed, or holds a cabinet of the office. */
begin
    return exists (
        select from people.staff as s where s.user_id = p_user and s.employed @> people.today()
    ) or exists (
        select from people.user_cabinets as c
        where c.user_id = p_user and c.cabinet <> 'resident' and people.holds_cabinet(p_user, c.cabinet)
    );
end
$$;
comment on function people.works_here(bigint) is 'Whether a person is of the staff now
@internal';
