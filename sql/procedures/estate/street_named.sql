create function estate.street_named(
    p_kind text,
    p_name text
)
returns text
language plpgsql
immutable
parallel safe
as $$
/* A street as it is said: «ул» is left out, «пр-кт» is «проспект»; where the kind is not given it is read off the name. */
declare
    v_parts text[] := case when p_kind is null then regexp_match(
        p_name, '^(ул\.|улица|пр-кт\.?|пр-т\.?|просп\.|проспект\.?|пер\.|переулок|б-р\.?|бульвар|ш\.|наб\.|пл\.|пр-д\.?|проезд|туп\.)\s+(.+)$', 'i'
    ) end;
    v_name text := coalesce(v_parts[2], p_name);
begin
    if p_name is null then
        return null;
    end if;
    return case rtrim(lower(coalesce(p_kind, v_parts[1])), '.')
        when 'ул' then v_name
        when 'улица' then v_name
        when 'пр-кт' then 'проспект ' || v_name
        when 'пр-т' then 'проспект ' || v_name
        when 'просп' then 'проспект ' || v_name
        when 'проспект' then 'проспект ' || v_name
        when 'пер' then 'переулок ' || v_name
        when 'переулок' then 'переулок ' || v_name
        when 'б-р' then 'бульвар ' || v_name
        when 'бульвар' then 'бульвар ' || v_name
        when 'ш' then v_name || ' шоссе'
        when 'наб' then 'набережная ' || v_name
        when 'пл' then 'площадь ' || v_name
        when 'пр-д' then 'проезд ' || v_name
        when 'проезд' then 'проезд ' || v_name
        when 'туп' then 'тупик ' || v_name
        else concat_ws(' ', p_kind, p_name)
    end;
end
$$;
comment on function estate.street_named(text, text) is 'A street as it is said';
