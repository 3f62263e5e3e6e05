create function upkeep.frequency_said(
    p_times integer,
    p_per_months integer
)
returns text
language sql
stable
set search_path = ''
as $$
/* «12 раз в год», «раз в 3 года», «2 раза за 8 мес.» */
select case
    when p_per_months % 12 = 0 and p_times = 1 and p_per_months > 12
        then cabinet.said('phrase.frequency_years', jsonb_build_object('years', p_per_months / 12))
    when p_per_months = 12 then cabinet.said('phrase.frequency_year', jsonb_build_object('times', p_times))
    else cabinet.said('phrase.frequency_months', jsonb_build_object('times', p_times, 'months', p_per_months))
end
$$;
comment on function upkeep.frequency_said(integer, integer) is 'How often in words';
