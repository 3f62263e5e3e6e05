create function desk.link_windows(
    p_token text
)
returns table (
    value text,
    label text,
    group_label text,
    starts_at timestamptz,
    ends_at timestamptz
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Free windows of the performer of the order behind a link; none when the link may not move the visit. */
begin
    return query
    select w.value, w.label, w.group_label, w.starts_at, w.ends_at
    from people.links as l
    cross join lateral desk.windows_free(l.order_id) as w
    where l.token_hash = people.key_hash(p_token) and desk.link_may(p_token, 'visit')
    order by w.starts_at;
end
$$;
comment on function desk.link_windows(text) is 'Free windows of the performer of the order behind a link
@decides';
