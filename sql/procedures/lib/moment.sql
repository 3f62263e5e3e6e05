create function lib.moment()
returns timestamptz
language sql
stable
parallel safe
as $$
/*
The only clock of every rule. A deployer (tests, demo company) may set it by `sokol.moment`; nobody else. Inlined: it is
asked several times in nearly every statement.
*/
select case
    when session_user = 'sokol_admin'
        then coalesce(nullif(current_setting('sokol.moment', true), '')::timestamptz, now())
    else now()
end
$$;
comment on function lib.moment() is 'The only clock of every rule';
