create function people.join_code_issue(
    p_account lib.account_ref
)
returns text
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
A new code of eight digits for the bill of an account, «4821-0937»; the one before it no longer works. Only its hash is kept.
Errors: forbidden, not_found (no such account, or it is closed).
*/
declare
    v_code text := people.digits_random(8);
begin
    perform people.office_demand('{accountant}');
    if not exists (
        select from money.accounts as a
        where a.account_id = p_account and (a.closed_on is null or a.closed_on > people.today())
    ) then
        perform cabinet.refuse('not_found', p_field => 'p_account');
    end if;
    insert into people.join_codes (account_id, code_hash, issued_at)
    values (p_account, people.join_code_hash(p_account, v_code), lib.moment())
    on conflict (account_id) do update
    set code_hash = excluded.code_hash, issued_at = excluded.issued_at;
    return substr(v_code, 1, 4) || '-' || substr(v_code, 5);
end
$$;
comment on function people.join_code_issue(lib.account_ref) is 'A new code for the bill of an account
@decides';
