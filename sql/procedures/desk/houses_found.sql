create function desk.houses_found(
    p_search text
)
returns bigint[]
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Houses that the acting person sees whose address is like the words; through the trigram index, which row policies would
lose. Words in any order, typos forgiven. At most 300.
*/
declare
    v_words text := lower(replace(trim(p_search), 'ё', 'е'));
    v_all boolean := people.sees_all();
    v_houses bigint[] := array(select v.id from people.visible_houses() as v (id));
begin
    if length(v_words) < 2 then
        return '{}';
    end if;
    return array(
        select h.house_id
        from estate.houses as h
        where
            (v_all or h.house_id = any (v_houses))
            and (
                h.search like all (
                    select '%' || w.w || '%'
                    from regexp_split_to_table(regexp_replace(v_words, '[,.%_\\]', ' ', 'g'), '\s+') as w (w)
                    where w.w <> ''
                )
                or v_words operator(ext.<%) h.search
            )
        order by v_words operator(ext.<<->) h.search, h.house_id
        limit 300
    );
end
$$;
comment on function desk.houses_found(text) is 'Houses that the acting person sees, by words of the address
@decides';
