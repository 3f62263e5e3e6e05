create function cabinet.file_read(
    p_file uuid,
    p_thumbnail boolean
)
returns table (
    name text,
    media_type text,
    bytes bytea,
    sha256 text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
A file with its bytes for who may see it: the uploader, everybody when it is public, otherwise by the object it hangs
on. Residents: their premise, or their house when it hangs on no premise and no order. Staff: a house or a colleague they see, files of
orders where their cabinet reads orders.
Internal files: staff scopes only. Anything else is «not found», as a wrong id is.
*/
declare
    v_me bigint := people.me();
    v_file cabinet.files;
    v_scope text;
    v_reads text[];
    v_seen boolean;
begin
    select * into v_file from cabinet.files as f where f.file_id = p_file;
    select c.scope, c.reads
    into v_scope, v_reads
    from cabinet.cabinets as c
    where 'cab_' || c.cabinet = current_setting('role', true);
    v_seen := case
        when v_file.file_id is null then false
        when v_file.public and not v_file.internal then true
        when v_me is null then false
        when v_file.internal and coalesce(v_scope, '') not in ('sees_houses', 'sees_all') then false
        when v_file.user_id = v_me then true
        when v_scope = 'sees_premises' then
            v_file.premise_id in (select people.visible_premises())
            or (
                v_file.premise_id is null
                and v_file.order_id is null
                and v_file.house_id in (select people.visible_houses())
            )
        when v_scope = 'sees_houses' then
            v_file.house_id in (select people.visible_houses()) or v_file.staff_id in (select people.visible_staff())
        when v_scope = 'sees_all' then
            people.sees_all() and num_nonnulls(v_file.house_id, v_file.order_id, v_file.staff_id) > 0
            and (v_file.order_id is null or 'desk' = any (v_reads))
    end;
    if v_seen is not true then
        perform cabinet.refuse('not_found');
    end if;
    return query
    select
        v_file.name,
        case when p_thumbnail and v_file.thumbnail is not null then 'image/jpeg' else v_file.media_type end,
        case when p_thumbnail then coalesce(v_file.thumbnail, v_file.bytes) else v_file.bytes end,
        v_file.sha256;
end
$$;
comment on function cabinet.file_read(uuid, boolean) is 'A file with its bytes, for who may see it
@for cabinets';
