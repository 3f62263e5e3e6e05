create function cabinet.release()
returns table (release bigint)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The number of the catalogue now in force. Last select of every batch: a process that knows another number reloads. */
begin
    return query select r.release from cabinet.release_numbers as r;
end
$$;
comment on function cabinet.release is 'Number of the catalogue in force';
