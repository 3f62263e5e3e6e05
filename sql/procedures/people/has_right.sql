create function people.has_right(
    p_right text
)
returns boolean
language sql
stable
as $$
/* Whether the acting person has a right in this cabinet. Inlined. */
select p_right = any (people.my_rights())
$$;
comment on function people.has_right(text) is 'Whether the acting person has a right in this cabinet';
