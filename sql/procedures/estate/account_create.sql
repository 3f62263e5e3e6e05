create function estate.account_create(
    p_premise lib.premise_ref,
    p_number text,
    p_kind text default 'utility',
    p_opened_on date default null
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A personal account of a premise; returns its id. Errors: not_found, name_taken (number). */
declare
    v_account bigint;
begin
    perform people.office_demand();
    if not exists (select from estate.premises as p where p.premise_id = p_premise) then
        perform cabinet.refuse('not_found', p_field => 'p_premise');
    end if;
    insert into money.accounts (number, premise_id, house_id, kind, opened_on)
    select trim(p_number), p.premise_id, p.house_id, p_kind, coalesce(p_opened_on, people.today())
    from estate.premises as p
    where p.premise_id = p_premise
    on conflict (number) do nothing
    returning account_id into v_account;
    if v_account is null then
        perform cabinet.refuse('name_taken', p_field => 'p_number', p_values => jsonb_build_object('name', p_number));
    end if;
    return v_account;
end
$$;
comment on function estate.account_create(lib.premise_ref, text, text, date) is 'A personal account of a premise
@decides';
