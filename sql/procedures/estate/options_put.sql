create function estate.options_put(
    p_attribute bigint,
    p_options text[]
)
returns void
language plpgsql
volatile
as $$
/*
Options of a field as estate.options_read understands them; known ones keep the words by which registers write them, those left
out are taken away. Errors: option_wrong (422), option_twice (422).
*/
declare
    v_wrong text;
begin
    select p_options[o.n] into v_wrong
    from estate.options_read(p_options) as o
    where o.title is null or o.code = '' or length(o.title) > 200
    order by o.n
    limit 1;
    if v_wrong is not null then
        perform cabinet.refuse('option_wrong', p_field => 'p_options', p_values => jsonb_build_object('option', left(v_wrong, 60)));
    end if;
    select o.code into v_wrong from estate.options_read(p_options) as o group by o.code having count(*) > 1 limit 1;
    if v_wrong is not null then
        perform cabinet.refuse('option_twice', p_field => 'p_options', p_values => jsonb_build_object('option', v_wrong));
    end if;
    delete from estate.attribute_options as o
    where o.attribute_id = p_attribute and o.code not in (select l.code from estate.options_read(p_options) as l);
    insert into estate.attribute_options as o (attribute_id, code, title, title_en, position)
    select p_attribute, l.code, l.title, l.title_en, l.n from estate.options_read(p_options) as l
    on conflict (attribute_id, code) do update
    set title = excluded.title, title_en = coalesce(excluded.title_en, o.title_en), position = excluded.position;
end
$$;
comment on function estate.options_put(bigint, text[]) is 'Options of a field
@internal';
