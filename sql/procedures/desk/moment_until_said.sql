create function desk.moment_until_said(
    p_from timestamptz,
    p_to timestamptz
)
returns text
language sql
stable
as $$
/* The end of a time that began at p_from: «–10:00» on the same day, « – 24 ноября, 2:00» on another. */
select case
    when p_from is null then desk.moment_said(p_to)
    when p_from::date = p_to::date then '–' || to_char(p_to, 'FMHH24:MI')
    else ' – ' || desk.moment_said(p_to)
end
$$;
comment on function desk.moment_until_said(timestamptz, timestamptz) is 'The end of a time, without its date when it is the same';
