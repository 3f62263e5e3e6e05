create function estate.import_speak(
    p_import estate.imports
)
returns void
language plpgsql
volatile
set search_path = ''
as $$
/* Reasons of rows are written in the language of the person who imports. */
begin
    perform set_config('sokol.language', coalesce(
        (select u.language from people.users as u where u.user_id = p_import.user_id), 'ru'
    ), true);
end
$$;
comment on function estate.import_speak(estate.imports) is 'Reasons in the language of who imports
@internal';
