create function talk.moment_text(
    p_moment timestamptz,
    p_language text,
    p_time_zone text
)
returns text
language plpgsql
stable
strict
as $$
/* «22 ноября, 9:47», "22 November, 9:47" for a given language and time zone: a notice is written for its reader. */
declare
    v_at timestamp := p_moment at time zone p_time_zone;
begin
    return
        extract(day from v_at)::integer || ' '
        || (case p_language
            when 'ru' then '{января,февраля,марта,апреля,мая,июня,июля,августа,сентября,октября,ноября,декабря}'
            else '{January,February,March,April,May,June,July,August,September,October,November,December}'
        end::text[])[extract(month from v_at)::integer]
        || ', ' || to_char(v_at, 'FMHH24:MI');
end
$$;
comment on function talk.moment_text(timestamptz, text, text) is 'A moment in words for a reader';
