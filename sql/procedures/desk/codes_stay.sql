create function desk.codes_stay()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
/*
Kinds, places, priorities, states and versions of scenarios never go and keep their names: orders name them, and
desk.orders_codes relies on it. Who wants one no more takes it out of use.
*/
begin
    raise restrict_violation using
        message = format('rows of %I.%I stay and keep their codes', tg_table_schema, tg_table_name);
end
$$;
comment on function desk.codes_stay() is 'Keeps the codes that orders name';
