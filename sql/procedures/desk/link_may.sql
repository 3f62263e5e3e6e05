create function desk.link_may(
    p_token text,
    p_move text
)
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Whether a link may do this with its order now. */
begin
    return p_move = any ((select c.moves from desk.link_card(p_token) as c)::text[]);
end
$$;
comment on function desk.link_may(text, text) is 'Whether a link may do this with its order now
@decides';
