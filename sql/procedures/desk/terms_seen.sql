create function desk.terms_seen(
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
/* Of the company. Asked by cabinet.refs_seen. */
begin
    return query
    select t.term_id, case when lib.language() = 'en' then coalesce(t.ground_en, t.ground) else t.ground end,
        null::integer
    from desk.terms as t
    where t.term_id = any (p_ids) and people.sees_all();
end
$$;
comment on function desk.terms_seen(bigint[]) is 'Which of these terms the acting person may open
@internal';
