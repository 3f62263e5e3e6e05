-- What only a superuser may do, once per cluster and database. Safe to run again: it makes what is missing.
--
--     psql -U postgres -v database=sokol -f sql/bootstrap.sql          (script/cluster does it)
--
-- Passwords of the login roles come from the environment: SOKOL_ADMIN_PASSWORD, SOKOL_WEB_PASSWORD,
-- SOKOL_WORKER_PASSWORD, SOKOL_BI_PASSWORD; a role whose variable is not set keeps the one it has.
--
-- Besides the database it makes `sokol_template`: empty, with extensions, revokes and event trigger in place. Whoever may
-- create databases (sokol_admin) clones it, so tests, a restored copy and a second company need no superuser any more:
--
--     create database x template sokol_template owner sokol_owner;  -- then sql/bootstrap_access.sql in x, by sokol_admin

\set ON_ERROR_STOP on
\set QUIET on
set client_min_messages = warning;
-- A failed statement must not leave a password in the log.
set log_min_error_statement = panic;

\if :{?database}
\else
    \set database sokol
\endif

-- Roles -------------------------------------------------------------------------------------------------------------

select format('create role %I', missing.role)
from unnest(array[
    'sokol_owner', 'sokol_admin', 'sokol_web', 'sokol_worker', 'sokol_bi',
    'sees_public', 'sees_premises', 'sees_houses', 'sees_all', 'cab_layer'
]) as missing (role)
where not exists (select from pg_catalog.pg_roles as r where r.rolname = missing.role)
\gexec

-- Owns schemas, tables and domain code. Tables never FORCE row security, so domain code sees all rows.
alter role sokol_owner nologin noinherit nobypassrls;
-- Deploys: makes the roles of a cabinet, clones databases, becomes sokol_owner.
alter role sokol_admin login createrole createdb inherit;
-- Serves pages. Noinherit: until it says `set role` it may nothing at all.
alter role sokol_web login noinherit;
alter role sokol_worker login inherit;
alter role sokol_bi login inherit;

-- The scopes for which policies are written, and what the layer itself does. Admin option: deploy hands them out.
grant sokol_owner, sees_public, sees_premises, sees_houses, sees_all, cab_layer to sokol_admin with admin option;
grant cab_layer to sokol_web;
-- Sees the statements and sessions of all: bench, `sokol check`.
grant pg_monitor to sokol_admin;

-- From PostgreSQL 16 a role that creates another one is not its member unless it says so.
select pg_catalog.current_setting('server_version_num')::integer >= 160000 as grants_self
\gset
\if :grants_self
    alter role sokol_admin set createrole_self_grant = 'set, inherit';
\endif

\getenv admin_password SOKOL_ADMIN_PASSWORD
\if :{?admin_password}
    alter role sokol_admin password :'admin_password';
\endif
\getenv web_password SOKOL_WEB_PASSWORD
\if :{?web_password}
    alter role sokol_web password :'web_password';
\endif
\getenv worker_password SOKOL_WORKER_PASSWORD
\if :{?worker_password}
    alter role sokol_worker password :'worker_password';
\endif
\getenv bi_password SOKOL_BI_PASSWORD
\if :{?bi_password}
    alter role sokol_bi password :'bi_password';
\endif

-- Settings of the login roles, in every database they enter, clones too. A batch ends with `reset all`, which returns
-- to these: what the driver needs must therefore stand here and not in statements after connecting. A message in another
-- language or a date in another style could not be parsed.
select format('alter role %I set %s = %L', r.role, s.name, s.value)
from unnest(array['sokol_admin', 'sokol_web', 'sokol_worker', 'sokol_bi']) as r (role)
cross join (values
    ('datestyle', 'ISO, MDY'),
    ('intervalstyle', 'postgres'),
    ('timezone', 'UTC'),
    ('lc_messages', 'C'),
    ('client_encoding', 'UTF8'),
    ('standard_conforming_strings', 'on'),
    ('bytea_output', 'hex'),
    ('extra_float_digits', '1'),
    ('search_path', '')
) as s (name, value)
\gexec

-- A failed batch holds the session key: it must not reach the log.
alter role sokol_web set log_min_error_statement = 'panic';
alter role sokol_web set log_min_duration_statement = -1;
alter role sokol_web set log_statement = 'none';
alter role sokol_web set idle_in_transaction_session_timeout = '30s';
alter role sokol_web set statement_timeout = '60s';
alter role sokol_web set lock_timeout = '5s';
alter role sokol_worker set log_min_error_statement = 'panic';
alter role sokol_worker set idle_in_transaction_session_timeout = '5min';
alter role sokol_bi set default_transaction_read_only = on;
alter role sokol_bi set statement_timeout = '5min';

-- Databases ---------------------------------------------------------------------------------------------------------

select format('create database %I owner sokol_owner encoding ''UTF8'' template template0', missing.name)
from unnest(array['sokol_template', :'database']) as missing (name)
where not exists (select from pg_catalog.pg_database as d where d.datname = missing.name)
\gexec

\connect sokol_template
\ir bootstrap_database.sql
\ir bootstrap_access.sql

\connect :"database"
\ir bootstrap_database.sql
\ir bootstrap_access.sql
