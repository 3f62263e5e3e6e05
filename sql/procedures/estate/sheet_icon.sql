create function estate.sheet_icon(
    p_kind text
)
returns text
language sql
immutable
parallel safe
as $$
/* The picture of a kind of place on the emergency sheet. */
select case p_kind
    when 'valve' then 'water' when 'switchboard' then 'lightning-charge' when 'key' then 'key' when 'roof' then 'house'
    when 'basement' then 'box' when 'gas' then 'fire' when 'fire' then 'bell' else 'geo-alt'
end
$$;
comment on function estate.sheet_icon(text) is 'The picture of a kind of place on the emergency sheet';
