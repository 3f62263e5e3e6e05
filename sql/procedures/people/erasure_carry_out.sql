create function people.erasure_carry_out(
    p_erasure bigint
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Erases the personal data of who asked (domain.md §11.1: deletion = anonymise). At once: telephone, e-mail, password,
devices, notices, letters, wishes, access that was lent, telephones and door notes of closed orders and of calls, rows of imported
files; documents are printed anew without them or, where no law keeps them, go. By law stay: the name
of a party of the contract (people.name_stays), orders with their talk for three years (Правила № 416 п. 38,
people.erasures_finish), payments, the record of consents. By the supervisor. Errors: not_found, erasure_decided,
erasure_orders (open ones need the telephone), erasure_staff.
*/
declare
    v_request people.erasure_requests;
    v_user bigint;
    v_stays boolean;
    v_open bigint;
    v_user_row people.users;
    v_orders bigint[];
    v_parts text[];
    v_whole text[];
begin
    perform people.office_demand();
    select e.* into v_request from people.erasure_requests as e where e.erasure_id = p_erasure for update;
    v_user := v_request.user_id;
    if v_user is null then
        perform cabinet.refuse('not_found');
    elsif v_request.status <> 'new' then
        perform cabinet.refuse('erasure_decided');
    elsif people.works_here(v_user) then
        perform cabinet.refuse('erasure_staff');
    end if;
    select count(*) into v_open from desk.orders as o where o.resident_id = v_user and o.open;
    if v_open > 0 then
        perform cabinet.refuse('erasure_orders', p_values => jsonb_build_object('n', v_open));
    end if;
    v_stays := people.name_stays(v_user);
    select u.* into v_user_row from people.users as u where u.user_id = v_user;
    -- what documents and files must lose is known before it is gone
    select
        coalesce(array_agg(o.order_id), '{}'),
        array_remove(array_agg(distinct o.contact_phone::text) || array[v_user_row.phone::text, v_user_row.email::text], null),
        array_remove(array_agg(distinct o.access_note::text) || array_agg(distinct o.convenient) || array_agg(distinct o.caller_name::text), null)
    into v_orders, v_parts, v_whole
    from desk.orders as o
    where o.resident_id = v_user;
    if not v_stays then
        v_parts := v_parts || array[v_user_row.name::text, lib.person_short(v_user_row.name)];
    end if;

    update people.sessions as s
    set revoked_at = coalesce(s.revoked_at, lib.moment()), address = null, device = null
    where s.user_id = v_user;
    delete from people.credentials as c where c.user_id = v_user;
    delete from people.one_time_codes as c where c.user_id = v_user;
    delete from people.links as l where l.user_id = v_user;
    delete from people.user_cabinets as c where c.user_id = v_user and c.cabinet = 'resident';
    update people.relations as r
    set during = daterange(lower(r.during), greatest(people.today(), lower(r.during)))
    where r.user_id = v_user and r.kind not in ('owner', 'social_tenant') and r.during @> people.today();
    update people.consents as c set withdrawn_at = lib.moment(), address = null
    where c.user_id = v_user and c.withdrawn_at is null;
    delete from talk.preferences as f where f.user_id = v_user;
    delete from talk.notices as n where n.user_id = v_user;
    delete from talk.outbox as o where o.user_id = v_user and o.sent_at is null;
    update talk.outbox as o set destination = '', body = '' where o.user_id = v_user;
    update desk.orders as o
    set contact_phone = null, access_note = null, convenient = null, caller_name = null
    where o.resident_id = v_user
        and num_nonnulls(o.contact_phone, o.access_note, o.convenient, o.caller_name) > 0;
    update people.users as u
    set
        phone = null, email = null, note = null, photo = null, quiet_from = null, quiet_until = null,
        preferred_channel = 'paper', anonymised_at = lib.moment(),
        name = case when v_stays then u.name else 'Удалённый житель' end,
        blocked_at = case when v_stays then u.blocked_at else coalesce(u.blocked_at, lib.moment()) end
    where u.user_id = v_user;
    update desk.calls as c set phone = null, note = null where c.caller_user_id = v_user;
    perform estate.imports_forget(v_user, v_user_row.phone, v_user_row.email, v_user_row.name);
    perform cabinet.documents_forget(
        v_orders, array_remove(v_parts, ''), array_remove(v_whole, ''), case when not v_stays then 'Удалённый житель' end);
    update people.erasure_requests as e
    set status = 'done', decided_by = people.me(), decided_at = lib.moment()
    where e.erasure_id = p_erasure;
    perform people.erasures_finish();
end
$$;
comment on function people.erasure_carry_out(bigint) is 'Erases the personal data of who asked
@decides';
