create function estate.values_now(
    p_object_type text,
    p_id bigint
)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
/*
Values of one house, entrance, premise (core types) or accounting object by the code of their field; what is not known is
absent, and so is everything of a row that may not be seen: null.
*/
declare
    v_row jsonb;
    v_kept jsonb;
begin
    case p_object_type
        when 'house' then
            select to_jsonb(h), h.extra into v_row, v_kept from estate.houses as h where h.house_id = p_id;
        when 'entrance' then
            select to_jsonb(e), e.extra into v_row, v_kept from estate.entrances as e where e.entrance_id = p_id;
        when 'premise' then
            select to_jsonb(p), p.extra into v_row, v_kept from estate.premises as p where p.premise_id = p_id;
        else
            return (
                select o."values" from estate.objects as o
                where o.object_id = p_id and o.object_type = p_object_type
            );
    end case;
    return v_kept || jsonb_strip_nulls(coalesce((
        select jsonb_object_agg(a.code, v_row -> a.column_name)
        from estate.attributes as a
        where a.object_type = p_object_type and a.column_name is not null
    ), '{}'));
end
$$;
comment on function estate.values_now(text, bigint) is 'Values of a house, an entrance, a premise or an object by code';
