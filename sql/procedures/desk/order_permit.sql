create function desk.order_permit(
    p_order lib.order_ref
)
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
By what permit the performer of an order works, in words, where its trade needs one: «Группа III, до 01.06.2027». For everybody who
sees the order; null where none is needed or valid.
*/
begin
    if not desk.order_seen(p_order) then
        return null;
    end if;
    return (
        select cabinet.said('phrase.order_permit', jsonb_build_object(
            'title', p.title, 'day', to_char(p.valid_until, 'DD.MM.YYYY')))
        from desk.orders as o
        join desk.services as s on s.service_id = o.service_id
        join people.specializations as k on k.specialization = s.specialization and k.permit_required
        join people.permits as p on p.staff_id = o.assignee_id and p.specialization = s.specialization
        where o.order_id = p_order and o.open and p.withdrawn_at is null and p.valid_until >= people.today()
        order by p.valid_until desc, p.permit_id desc
        limit 1
    );
end
$$;
comment on function desk.order_permit(lib.order_ref) is 'By what permit the performer of an order works
@decides';
