create function upkeep.frequency_said(
    p_times integer,
    p_per_months integer
)
returns text
language plpgsql
stable
set search_path = ''
as $$
/* «раз в год», «2 раза в год», «раз в 3 года», «2 раза за 8 мес.» */
begin
    return (
        select case
            when p_per_months = 12 and p_times = 1 then cabinet.said('phrase.frequency_once')
            when p_per_months % 12 = 0 and p_times = 1 and p_per_months > 12
                then cabinet.said(case when p_per_months / 12 < 5 then 'phrase.frequency_years' else 'phrase.frequency_years_many' end, jsonb_build_object('years', p_per_months / 12))
            when p_per_months = 12 then cabinet.said('phrase.frequency_year', jsonb_build_object('times', w.said))
            else cabinet.said('phrase.frequency_months', jsonb_build_object('times', w.said, 'months', p_per_months))
        end
        from (
            select cabinet.said(
                case when p_times % 10 in (2, 3, 4) and p_times % 100 not in (12, 13, 14) then 'phrase.times_few' else 'phrase.times_many' end,
                jsonb_build_object('n', p_times)) as said
        ) as w
    );
end
$$;
comment on function upkeep.frequency_said(integer, integer) is 'How often in words';
