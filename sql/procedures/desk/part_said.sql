create function desk.part_said(
    p_key text,
    p_number text
)
returns text
language plpgsql
stable
set search_path = ''
as $$
/* A part of an address in words («кв. 47», «подъезд 2»): the text row p_key with {number}; null without a number. */
begin
    if nullif(p_number, '') is null then
        return null;
    end if;
    return cabinet.said(p_key, jsonb_build_object('number', p_number));
end
$$;
comment on function desk.part_said(text, text) is 'A part of an address in words, null without a number';
