create function desk.link_files_take(
    p_link people.links,
    p_files uuid[]
)
returns void
language plpgsql
volatile
as $$
/* What a guest has just put hangs nowhere and is nobody's yet: it is the firm's by whose link it came. */
begin
    update cabinet.files as f
    set user_id = p_link.user_id
    where
        f.file_id = any (p_files) and f.user_id is null and not f.public
        and num_nonnulls(f.order_id, f.house_id, f.premise_id, f.staff_id) = 0;
end
$$;
comment on function desk.link_files_take(people.links, uuid[]) is 'What a guest has just put is the firm''s by whose link it came
@internal';
