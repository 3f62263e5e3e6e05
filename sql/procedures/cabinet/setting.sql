create function cabinet.setting(
    p_key text
)
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The value of a setting of the company, null when it is empty. */
begin
    return (select nullif(s.value, '') from cabinet.settings as s where s.key = p_key);
end
$$;
comment on function cabinet.setting(text) is 'The value of a setting of the company';
