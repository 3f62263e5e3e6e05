create function estate.check_rules_shown()
returns text[]
language sql
stable
security definer
set search_path = ''
as $$
/* The codes of the rules that are judged now. */
select coalesce(array_agg(r.rule), '{}') from estate.check_rules_live() as r
$$;
comment on function estate.check_rules_shown() is 'Rules that are judged now
@decides';
