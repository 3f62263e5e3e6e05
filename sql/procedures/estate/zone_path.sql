create function estate.zone_path(
    p_zone bigint
)
returns bigint[]
language plpgsql
stable
as $$
/* A zone and the zones above it, itself first. In plpgsql, since it keeps its plan: an sql one is planned at every call. */
declare
    v_path bigint[] := '{}';
    v_zone bigint := p_zone;
begin
    while v_zone is not null and v_zone <> all (v_path) loop
        v_path := v_path || v_zone;
        select z.parent_id into v_zone from estate.zones as z where z.zone_id = v_zone;
    end loop;
    return v_path;
end
$$;
comment on function estate.zone_path(bigint) is 'A zone and the zones above it, itself first';
