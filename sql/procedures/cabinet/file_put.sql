create function cabinet.file_put(
    p_file uuid,
    p_name text,
    p_media_type text,
    p_bytes bytea,
    p_thumbnail bytea,
    p_width integer,
    p_height integer
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Stores an upload of the acting person. The layer has sniffed, re-encoded and measured it; until a domain procedure
attaches it to an object only the uploader sees it. Of guests at most 300 wait, unless it comes with the action that it
belongs to: nobody fills the disk with forms that are refused. Errors: file_type, sign_in.
*/
begin
    if people.me() is null and not exists (
        select from cabinet.form_tokens as t where t.created_at = now() and t.xmin = pg_current_xact_id()::xid
    ) and (
        select count(*)
        from cabinet.files as f
        where f.user_id is null and not f.public and num_nonnulls(f.house_id, f.premise_id, f.order_id, f.staff_id) = 0
    ) >= 300 then
        perform cabinet.refuse('sign_in');
    end if;
    if p_media_type not in ('image/jpeg', 'image/png', 'image/webp', 'application/pdf', 'text/csv',
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet') then
        perform cabinet.refuse('file_type');
    end if;
    insert into cabinet.files (file_id, user_id, name, media_type, bytes, thumbnail, width, height, sha256)
    values (
        p_file, people.me(), left(p_name, 200), p_media_type, p_bytes, p_thumbnail, p_width, p_height,
        encode(sha256(p_bytes), 'hex')
    );
end
$$;
comment on function cabinet.file_put(uuid, text, text, bytea, bytea, integer, integer) is
'Stores an upload of the acting person
@for cabinets';
