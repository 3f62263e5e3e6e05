create function people.day_said(
    p_moment timestamptz
)
returns text
language plpgsql
stable
as $$
/* A day in words of texts, in the company's time zone: 03.12.2026. */
begin
    return to_char(p_moment at time zone coalesce(cabinet.setting('time_zone'), 'Europe/Moscow'), 'DD.MM.YYYY');
end
$$;
comment on function people.day_said(timestamptz) is 'A day in words of texts
@internal';
