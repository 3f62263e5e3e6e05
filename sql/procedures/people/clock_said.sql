create function people.clock_said(
    p_moment timestamptz
)
returns text
language sql
stable
set search_path = ''
as $$
/* «14:35», on another day «22.11, 14:35», in the time zone of the session. */
select to_char(
    p_moment, case when p_moment::date = lib.moment()::date then 'FMHH24:MI' else 'DD.MM, FMHH24:MI' end
)
$$;
comment on function people.clock_said(timestamptz) is 'A moment as a clock time, with the day when it is not today';
