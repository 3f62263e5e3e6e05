create function people.join_code_hash(
    p_account bigint,
    p_code text
)
returns bytea
language sql
immutable
security definer
set search_path = ''
as $$
/* Hash of the code printed on the bill of an account; spaces, dashes and case do not matter. */
select sha256(convert_to(
    p_account || ':' || upper(regexp_replace(p_code, '[^0-9A-Za-z]', '', 'g')), 'UTF8'
))
$$;
comment on function people.join_code_hash(bigint, text) is 'Hash of the code printed on the bill
@internal';
