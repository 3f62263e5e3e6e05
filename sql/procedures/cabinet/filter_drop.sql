create function cabinet.filter_drop(
    p_filter bigint
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Deletes a saved filter of the acting person. Errors: not_found, for a foreign one too. */
begin
    delete from cabinet.saved_filters as f
    where f.filter_id = p_filter and f.user_id = people.me() and f.cabinet = people.my_cabinet();
    if not found then
        perform cabinet.refuse('not_found');
    end if;
end
$$;
comment on function cabinet.filter_drop(bigint) is 'Deletes a saved filter of the acting person
@decides
@for cabinets';
