create function estate.check_source(
    p_object_type text,
    out facts text,
    out rows_name text,
    out subject text
)
returns record
language sql
immutable
as $$
/* Where rules for a type of objects look: the view of facts, its name in the statement of the check, and what says which one of a house. */
select
    'estate.' || case when p_object_type in ('house', 'entrance', 'premise') then p_object_type else 'object' end || '_facts',
    case p_object_type when 'house' then 'houses' when 'entrance' then 'entrances' when 'premise' then 'premises' else 'objects' end,
    case p_object_type when 'house' then 'null::bigint' when 'entrance' then 'h.entrance_id' when 'premise' then 'h.premise_id'
        else 'h.object_id' end
$$;
comment on function estate.check_source(text) is 'Where rules for a type of objects look
@internal';
