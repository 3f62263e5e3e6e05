create function upkeep.norm_affected(
    p_object_type text,
    p_conditions jsonb,
    p_due jsonb default null,
    p_zone bigint default null
)
returns table (
    houses bigint,
    objects bigint,
    unknown bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* How many houses and objects a norm concerns, and how many houses cannot be judged for want of data. For supervisors. */
begin
    perform people.office_demand(array['supervisor']);
    return query
    select
        count(distinct p.house_id) filter (where p.fits), count(*) filter (where p.fits),
        count(distinct p.house_id) filter (where p.fits is null)
    from upkeep.norm_places(p_object_type, p_conditions, p_due, p_zone) as p;
end
$$;
comment on function upkeep.norm_affected(text, jsonb, jsonb, bigint) is 'How many houses a norm concerns
@decides';
