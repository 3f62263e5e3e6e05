create function people.taste_set(
    p_language text default null,
    p_large_type boolean default null
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Language of the interface and large type of the acting person; null leaves as it is. */
begin
    if p_language not in ('ru', 'en') then
        perform cabinet.refuse('language_unknown', p_field => 'p_language');
    end if;
    update people.users as u
    set language = coalesce(p_language, u.language), large_type = coalesce(p_large_type, u.large_type)
    where u.user_id = people.me();
end
$$;
comment on function people.taste_set(text, boolean) is 'Language and large type of the acting person
@decides
@for code layer';
