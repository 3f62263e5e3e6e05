create function desk.moment_said(
    p_moment timestamptz
)
returns text
language sql
stable
as $$
/* «22 ноября, 9:47», "22 November, 9:47" in the time zone of the session; the year only where it is another. */
select
    extract(day from p_moment)::integer || ' '
    || (case lib.language()
        when 'ru' then '{января,февраля,марта,апреля,мая,июня,июля,августа,сентября,октября,ноября,декабря}'
        else '{January,February,March,April,May,June,July,August,September,October,November,December}'
    end::text[])[extract(month from p_moment)::integer]
    || case
        when extract(year from p_moment) <> extract(year from lib.moment())
            then ' ' || extract(year from p_moment)::integer
        else ''
    end
    || ', ' || to_char(p_moment, 'FMHH24:MI')
$$;
comment on function desk.moment_said(timestamptz) is 'A moment in words for a sentence';
