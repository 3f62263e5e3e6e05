create function people.colleagues()
returns setof bigint
language sql
stable
security definer
set search_path = ''
as $$
/* Who works here today, without the firms of contracts: those are not seen by everybody, so they are left out here. */
select s.staff_id
from people.staff as s
where
    s.employed @> people.today()
    and not exists (select from people.contractors as c where c.staff_id = s.staff_id)
$$;
comment on function people.colleagues() is 'Who works here today, without firms
@decides';
