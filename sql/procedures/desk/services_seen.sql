create function desk.services_seen(
    p_ids bigint[]
)
returns table (
    id bigint,
    name text,
    version integer
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Everybody may report by any of them. Asked by cabinet.refs_seen. */
begin
    return query
    select s.service_id, case when lib.language() = 'en' then coalesce(s.title_en, s.title) else s.title end::text,
        null::integer
    from desk.services as s
    where s.service_id = any (p_ids);
end
$$;
comment on function desk.services_seen(bigint[]) is 'Which of these services the acting person may open
@internal';
