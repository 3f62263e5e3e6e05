-- The superuser's part inside one database: extensions, what is taken from PUBLIC, the event trigger. bootstrap.sql runs
-- it in the database and in sokol_template, from where clones get it by being clones.

\set ON_ERROR_STOP on
set client_min_messages = warning;

-- Extensions live in `ext`, away from own objects; all names are qualified: ext.digest(…), ext.gin_trgm_ops,
-- `a operator(ext.%) b`. Default operator classes (btree_gist) are found without.
create schema if not exists ext;
alter schema ext owner to sokol_owner;
grant usage on schema ext to public;

create extension if not exists pgcrypto schema ext;
create extension if not exists btree_gist schema ext;
create extension if not exists pg_trgm schema ext;
create extension if not exists unaccent schema ext;
create extension if not exists pg_stat_statements schema ext;
create extension if not exists plpgsql_check schema ext;

-- Statements and times of everybody: for who deploys and measures.
revoke all on ext.pg_stat_statements, ext.pg_stat_statements_info from public;
grant select on ext.pg_stat_statements, ext.pg_stat_statements_info to sokol_admin;

-- What gets through READ ONLY, lives on in a pooled connection, stops others or waits for nothing.
select format('revoke execute on function %s from public', p.oid::pg_catalog.regprocedure)
from pg_catalog.pg_proc as p
where
    p.pronamespace = 'pg_catalog'::pg_catalog.regnamespace
    and p.proname ~ '^(lo_|lowrite$|loread$|pg_(try_)?advisory_|pg_notify$|pg_sleep|pg_cancel_backend$|pg_terminate_backend$|pg_export_snapshot$|pg_logical_emit_message$)'
\gexec

-- Advisory locks are for domain code, deploy and the worker; the layer's batch only ever lets go.
select format('grant execute on function %s to %s', p.oid::pg_catalog.regprocedure, g.roles)
from pg_catalog.pg_proc as p
inner join (values
    ('^pg_(try_)?advisory_', 'sokol_owner, sokol_admin, sokol_worker'),
    ('^pg_advisory_unlock_all$', 'sokol_web, sokol_bi'),
    ('^pg_notify$', 'sokol_owner, sokol_admin, sokol_worker'),
    ('^pg_sleep', 'sokol_owner, sokol_admin'),
    ('^pg_(cancel|terminate)_backend$', 'sokol_admin')
) as g (pattern, roles) on p.proname ~ g.pattern
where p.pronamespace = 'pg_catalog'::pg_catalog.regnamespace
\gexec

-- Nothing of Sokol lies in `public`, and nothing may be put there.
revoke all on schema public from public;

-- EXECUTE goes to PUBLIC by default: not here. Code roles are made by deploy, which says the same for each of them.
alter default privileges for role sokol_owner revoke execute on functions from public;
alter default privileges for role sokol_admin revoke execute on functions from public;

-- No DDL by who serves pages: a hostile text inside a cabinet function could otherwise change that function (stack.md 23).
-- The worker adds partitions, but only through domain code, which runs as sokol_owner.
create or replace function ext.ddl_refuse()
returns event_trigger
language plpgsql
set search_path = ''
as $$
/* Refuses any definition under a role that serves people. Runs as whoever gives the command. */
begin
    if session_user in ('sokol_web', 'sokol_bi')
        or (session_user = 'sokol_worker' and current_user <> 'sokol_owner')
    then
        raise exception 'no definitions by %: %', session_user, tg_tag
            using errcode = 'insufficient_privilege';
    end if;
end
$$;

comment on function ext.ddl_refuse() is 'Refuses definitions under sokol_web, sokol_bi and, outside domain code, sokol_worker';

drop event trigger if exists sokol_ddl_refuse;
create event trigger sokol_ddl_refuse on ddl_command_start execute function ext.ddl_refuse();
