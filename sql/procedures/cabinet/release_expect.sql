create function cabinet.release_expect(p_release bigint)
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
/* First statement of an action: SK205 when the caller's catalogue is not the one in force, so that a form of yesterday is
   never sent to a function of today. The layer reloads and sends again. */
begin
    if p_release is distinct from (select r.release from cabinet.release_numbers as r) then
        perform cabinet.refuse('release_changed');
    end if;
end
$$;
comment on function cabinet.release_expect is 'Refuses a caller whose catalogue is out of date';
