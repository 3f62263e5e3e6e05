create function people.place_choose(
    p_premise bigint
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Chooses the address in force of this session; an address that is not the person's is «not found». */
begin
    if not exists (select from people.my_places() as p where p.premise_id = p_premise) then
        perform cabinet.refuse('not_found');
    end if;
    update people.sessions as s
    set premise_id = p_premise
    where s.key_hash = people.key_hash(current_setting('sokol.session', true));
end
$$;
comment on function people.place_choose(bigint) is 'Chooses the address in force
@decides';
