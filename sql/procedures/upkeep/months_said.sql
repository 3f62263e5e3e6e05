create function upkeep.months_said(
    p_months smallint[]
)
returns text
language plpgsql
stable
set search_path = ''
as $$
/* Months in words, in the order of the year. */
begin
    return (
        select string_agg(
            (case lib.language()
                when 'en' then '{January,February,March,April,May,June,July,August,September,October,November,December}'
                else '{январь,февраль,март,апрель,май,июнь,июль,август,сентябрь,октябрь,ноябрь,декабрь}'
            end::text[])[m], ', ' order by m
        )
        from unnest(p_months) as u (m)
    );
end
$$;
comment on function upkeep.months_said(smallint[]) is 'Months in words';
