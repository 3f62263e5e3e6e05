-- Who may enter this database, and its settings. A clone gets neither from its template, and the owner may set both: so
-- sokol_admin runs this in every database it creates. Plain SQL, no psql commands: the CLI and the tests run it too.

do $$
/* The name of the database is known only when it runs. */
declare
    v_name constant text := pg_catalog.current_database();
begin
    execute pg_catalog.format('revoke all on database %I from public', v_name);
    execute pg_catalog.format('grant connect on database %I to sokol_admin, sokol_web, sokol_worker, sokol_bi', v_name);
    execute pg_catalog.format('grant create on database %I to sokol_owner, sokol_admin', v_name);
    execute pg_catalog.format('alter database %I set datestyle = ''ISO, MDY''', v_name);
    execute pg_catalog.format('alter database %I set intervalstyle = ''postgres''', v_name);
    execute pg_catalog.format('alter database %I set timezone = ''UTC''', v_name);
    execute pg_catalog.format('alter database %I set standard_conforming_strings = on', v_name);
    execute pg_catalog.format('alter database %I set client_encoding = ''UTF8''', v_name);
    execute pg_catalog.format('alter database %I set search_path = ''''', v_name);
end
$$;
