create function people.tries_said(
    p_left integer
)
returns text
language sql
stable
security definer
set search_path = ''
as $$
/* «Осталось 3 попытки», «Осталась 1 попытка», «Осталось 5 попыток». */
select cabinet.said(
    'label.tries_left_' || case
        when greatest(p_left, 0) = 1 then 'one'
        when p_left between 2 and 4 then 'few'
        else 'many'
    end,
    jsonb_build_object('n', greatest(p_left, 0))
)
$$;
comment on function people.tries_said(integer) is 'How many tries are left, in words';
