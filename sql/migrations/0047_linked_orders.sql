-- «Объединить» and «Разделить»: reports of the same trouble done as one work, one report that turned out to be two works.
create table desk.order_links (
    link_id bigint generated always as identity primary key,
    order_id bigint not null references desk.orders,
    main_id bigint not null references desk.orders,
    kind text not null check (kind in ('merged', 'split')),
    house_id bigint not null,
    user_id bigint references people.users,
    linked_at timestamptz not null default lib.moment(),
    ended_at timestamptz,
    check (order_id <> main_id)
);
create index order_links_main on desk.order_links (main_id);
create unique index order_links_order on desk.order_links (order_id, kind) where ended_at is null;
comment on table desk.order_links is
'merged: order_id is done together with main_id; split: order_id was a part of main_id. ended_at: taken apart again';

alter table desk.order_links enable row level security;
create policy staff on desk.order_links for select to sees_houses
using (house_id = any(array(select people.visible_houses())));
create policy company on desk.order_links for select to sees_all using ((select people.sees_all()));

insert into talk.event_kinds (kind, title, title_en, urgent, may_switch_off, object, icon) values
('order_merged', 'Заявка объединена с другой', 'Request merged with another', false, true, 'order', 'link-45deg'),
('order_merged_in', 'К заявке присоединена другая', 'Another request joined to yours', false, true, 'order', 'link-45deg'),
('order_unmerged', 'Заявка снова отдельно', 'Request is on its own again', false, true, 'order', 'link-45deg'),
('order_merged_done', 'Сделано вместе с другой заявкой', 'Done together with another request', false, false, 'order', 'check-circle-fill'),
('order_split', 'Заявка разделена', 'Request divided', false, true, 'order', 'link-45deg');

insert into talk.event_recipients (kind, audience, channels, page, himself) values
('order_merged', 'resident', '{bell,email}', '/resident/order?order={id}', false),
('order_merged', 'performer', '{bell}', '/manager/order?order={id}', false),
('order_merged_in', 'performer', '{bell}', '/manager/order?order={id}', false),
('order_merged_in', 'members', '{bell}', '/manager/order?order={id}', false),
('order_unmerged', 'resident', '{bell}', '/resident/order?order={id}', false),
('order_unmerged', 'performer', '{bell}', '/manager/order?order={id}', false),
('order_merged_done', 'resident', '{bell,email}', '/resident/order?order={id}', false),
('order_split', 'resident', '{bell}', '/resident/order?order={id}', false),
('order_split', 'performer', '{bell}', '/manager/order?order={id}', false),
('order_split', 'members', '{bell}', '/manager/order?order={id}', false);
