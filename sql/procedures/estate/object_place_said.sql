create function estate.object_place_said(
    p_entrance bigint,
    p_premise bigint,
    p_installed_on date default null
)
returns text
language plpgsql
stable
set search_path = ''
as $$
/* Where an object stands, in words: «подъезд 2, кв. 14»; null in the house itself. With the day it was installed. */
begin
    return nullif(concat_ws(
        ', ',
        (
            select desk.part_said('said.entrance', e.number::text)
            from estate.entrances as e where e.entrance_id = p_entrance
        ),
        (
            select desk.part_said('said.flat', p.number)
            from estate.premises as p where p.premise_id = p_premise
        ),
        to_char(p_installed_on, 'DD.MM.YYYY')
    ), '');
end
$$;
comment on function estate.object_place_said(bigint, bigint, date) is 'Where an object stands, in words';
