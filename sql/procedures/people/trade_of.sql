create function people.trade_of(
    p_specialization text
)
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
/* A trade in the genitive, for «без сантехника». */
begin
    return (
        select case when lib.language() = 'en' then lower(s.title_en) else coalesce(s.title_of, lower(s.title)) end
        from people.specializations as s
        where s.specialization = p_specialization
    );
end
$$;
comment on function people.trade_of(text) is 'A trade in the genitive';
