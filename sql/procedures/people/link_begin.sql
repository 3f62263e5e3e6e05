create function people.link_begin(
    p_token text,
    p_move text
)
returns people.links
language plpgsql
volatile
as $$
/*
From here to people.link_end() the transaction acts as the person of the link, in the residents' cabinet (a contractor's link as its performer): domain code
calls the one ordinary procedure between them. A second use waits for the first and is refused.
Errors: link_unknown, link_used, link_expired, link_many (as many answers an hour by links of one person as the setting link_hour_limit says), link_void (the
order went on meanwhile, or the person no longer belongs to the flat).
*/
declare
    v_link people.links;
begin
    select l.* into v_link from people.links as l where l.token_hash = people.key_hash(p_token) for update;
    if v_link.link_id is null then
        perform cabinet.refuse('link_unknown', p_goto => '/guest/sign-in');
    elsif v_link.used_at is not null then
        perform cabinet.refuse('link_used', p_goto => '/guest/sign-in');
    elsif v_link.expires_at <= lib.moment() then
        perform cabinet.refuse('link_expired', p_goto => '/guest/sign-in');
    elsif cabinet.setting('link_hour_limit')::integer <= (
        select count(*) from people.links as l
        where l.user_id = v_link.user_id and l.used_at > lib.moment() - interval '1 hour'
    ) then
        perform cabinet.refuse(
            'link_many', p_values => jsonb_build_object(
                'phone', cabinet.setting('office_phone'), 'limit', cabinet.setting('link_hour_limit')),
            p_goto => '/guest/sign-in'
        );
    elsif p_move <> all (desk.link_moves(v_link)) then
        perform cabinet.refuse('link_void', p_goto => '/guest/sign-in');
    end if;
    update people.links as l set acting_xid = pg_current_xact_id() where l.link_id = v_link.link_id;
    return v_link;
end
$$;
comment on function people.link_begin(text, text) is 'From here to link_end the transaction acts as the person of a link
@internal';
