-- «У меня тоже»: neighbours who join an open order on what the house has in common.

create table desk.order_joins (
    order_id bigint not null references desk.orders,
    user_id bigint not null references people.users,
    house_id bigint not null,
    by_staff boolean not null default false,
    joined_at timestamptz not null default lib.moment(),
    primary key (order_id, user_id)
);
create index order_joins_user on desk.order_joins (user_id, order_id desc);
comment on table desk.order_joins is
'Who said «У меня тоже» to an order, once per person: told when it is done; by_staff: by the operator, at their word';

alter table desk.order_joins enable row level security;
create policy own on desk.order_joins for select to sees_premises using (user_id = (select people.me()));
create policy staff on desk.order_joins for select to sees_houses
using (house_id = any(array(select people.visible_houses())));
create policy company on desk.order_joins for select to sees_all using ((select people.sees_all()));

insert into talk.event_kinds (kind, title, title_en, urgent, may_switch_off, object, icon) values
('order_joined', 'Соседи присоединились', 'Neighbours joined', false, true, 'order', 'people'),
('order_joined_completed', 'Сделано в доме', 'Done in the house', false, true, 'order', 'check-circle-fill'),
('order_joined_closed', 'Заявка дома закрыта', 'Request of the house closed', false, true, 'order', 'check-circle'),
('order_joined_declined', 'Заявка дома отклонена', 'Request of the house declined', false, true, 'order', 'x-circle-fill');

insert into talk.event_recipients (kind, audience, channels, page, himself) values
('order_joined', 'performer', '{bell}', '/manager/order?order={id}', false),
('order_joined_completed', 'person', '{bell}', '/resident/home', false),
('order_joined_closed', 'person', '{bell}', '/resident/home', false),
('order_joined_declined', 'person', '{bell}', '/resident/home', false);
