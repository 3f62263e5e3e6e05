create function desk.rating_save(
    p_order lib.order_ref,
    p_quality smallint default null,
    p_speed smallint default null,
    p_politeness smallint default null,
    p_tidiness smallint default null,
    p_price smallint default null,
    p_comment text default null
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
The resident's rating by five aspects, each 1–5 or «не могу сказать» (null). By somebody of the flat the order was filed
from, in their own cabinet; staff cannot rate, except the operator writing down what the resident of the order says: then
it is the resident's, marked by_staff, and never over one that they gave themselves. One per order, as long
as desk.rating_open() says. Rating a completed order does not close it.
Errors: rating_staff, rating_nobody, rating_own, rating_early, rating_late, rating_fixed, rating_empty, rating_price,
not_found.
*/
declare
    v_me bigint := people.me();
    v_now timestamptz := lib.moment();
    v_order desk.orders := desk.order_lock(p_order);
    v_actors text[] := desk.order_actors(p_order);
    v_old desk.ratings;
    v_by_staff boolean := people.my_cabinet() = 'operator';
    v_who bigint;
begin
    if cardinality(v_actors) = 0 then
        perform cabinet.refuse('not_found', p_field => 'p_order');
    elsif people.my_cabinet() not in ('resident', 'operator') then
        perform cabinet.refuse('rating_staff');
    elsif v_order.state not in ('completed', 'closed') then
        perform cabinet.refuse('rating_early');
    elsif not desk.rating_open(v_order.closed_at) then
        perform cabinet.refuse('rating_late', p_values => jsonb_build_object('days', cabinet.setting('rating_days')));
    elsif num_nonnulls(p_quality, p_speed, p_politeness, p_tidiness, p_price) = 0
        and nullif(trim(p_comment), '') is null
    then
        perform cabinet.refuse('rating_empty');
    elsif p_price is not null and v_order.kind = 'repair' then
        perform cabinet.refuse('rating_price', p_field => 'p_price');
    elsif exists (
        select from people.staff as s
        where s.staff_id = v_order.assignee_id and s.user_id = v_me
    ) then
        perform cabinet.refuse('rating_staff');
    end if;
    v_who := case when v_by_staff then v_order.resident_id else v_me end;
    select r.* into v_old from desk.ratings as r where r.order_id = p_order;
    if v_who is null then
        perform cabinet.refuse('rating_nobody', p_values => jsonb_build_object('number', v_order.number));
    elsif v_by_staff and not v_old.by_staff then
        perform cabinet.refuse('rating_own');
    end if;
    if not desk.rating_open(null, v_old.created_at) then
        perform cabinet.refuse('rating_fixed', p_values => jsonb_build_object('days', cabinet.setting('rating_change_days')));
    end if;
    insert into desk.ratings as r (
        order_id, user_id, staff_id, house_id, premise_id, quality, speed, politeness, tidiness, price, comment,
        by_staff, created_at
    )
    values (
        p_order, v_who, v_order.assignee_id, v_order.house_id, v_order.premise_id, p_quality, p_speed, p_politeness,
        p_tidiness, p_price, left(nullif(trim(p_comment), ''), 2000), v_by_staff, v_now
    )
    on conflict (order_id) do update
    set quality = excluded.quality, speed = excluded.speed, politeness = excluded.politeness,
        tidiness = excluded.tidiness, price = excluded.price, comment = excluded.comment,
        user_id = excluded.user_id, by_staff = excluded.by_staff, changed_at = v_now;
    perform desk.event_add(p_order, case when v_old.order_id is null then 'rated' else 'rating_changed' end,
        case when v_by_staff then 'operator' else 'author' end);
    perform talk.event_raise('order_rated', p_order);
end
$$;
comment on function desk.rating_save(
    lib.order_ref, smallint, smallint, smallint, smallint, smallint, text
) is 'The resident''s rating by five aspects
@decides';
