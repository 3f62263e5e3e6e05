create function people.login_hash(
    p_login text,
    p_user bigint
)
returns bytea
language sql
immutable
set search_path = ''
as $$
/* What failed attempts are counted by: the person where the login is known, else the login as typed, normalised. */
select sha256(convert_to(coalesce(
    'user:' || p_user, 'login:' || coalesce(lib.phone_digits(p_login), lower(trim(p_login)))
), 'UTF8'))
$$;
comment on function people.login_hash(text, bigint) is 'What failed attempts are counted by
@internal';
