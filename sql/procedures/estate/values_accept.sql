create function estate.values_accept(
    p_object_type text,
    p_values jsonb,
    p_now jsonb default '{}'
)
returns jsonb
language plpgsql
stable
as $$
/*
Reads what a form gave and answers what differs from p_now, {code: value or null}; every wrong value is refused at its field,
as many at once as a refusal can carry. A value that was not touched is not judged anew: a field that was made narrower keeps what it
holds, and the check of objects names it.
Errors: attribute_values (422).
*/
declare
    v_wrong jsonb;
    v_read jsonb;
begin
    select
        -- the driver hands over less than a thousand bytes of a refusal
        jsonb_object_agg('p_values.' || c.code, c.problem) filter (where c.problem is not null and c.bytes < 560),
        coalesce(jsonb_object_agg(c.code, c.value) filter (where c.problem is null), '{}')
    into v_wrong, v_read
    from (
        select
            k.code, k.value, left(k.problem, 200) as problem,
            sum(octet_length(k.code) + octet_length(left(k.problem, 200)) + 20) filter (where k.problem is not null)
                over (order by a.position, a.attribute_id) as bytes
        from estate.values_check(p_object_type, p_values) as k
        join estate.attributes as a on a.object_type = p_object_type and a.code = k.code
        where k.problem is null or not estate.value_typed(a, p_now -> k.code, p_values -> k.code)
    ) as c;
    if v_wrong is not null then
        perform cabinet.refuse('attribute_values', p_values => jsonb_build_object('fields', v_wrong));
    end if;
    return coalesce((
        select jsonb_object_agg(r.key, r.value)
        from jsonb_each(v_read) as r
        where nullif(r.value, 'null') is distinct from nullif(p_now -> r.key, 'null')
    ), '{}');
end
$$;
comment on function estate.values_accept(text, jsonb, jsonb) is 'Reads what a form gave, or refuses at the fields
@internal';
