-- Materials: catalogue, stores, stock that never falls below zero, movements.

create domain lib.supply_ref as bigint;
comment on domain lib.supply_ref is 'Запрос материала
@seen upkeep.supplies_seen';
create domain lib.movement_ref as bigint;
comment on domain lib.movement_ref is 'Движение материала
@seen upkeep.movements_seen';
grant usage on type lib.supply_ref, lib.movement_ref to public;

create type upkeep.stock_line as (store_id lib.store_ref, material_id lib.material_ref, quantity lib.quantity);
comment on type upkeep.stock_line is 'So much of a material out of a store';
comment on column upkeep.stock_line.quantity is 'Взял';

create table upkeep.material_units (
    unit text primary key check (length(trim(unit)) between 1 and 40),
    title_en text
);
comment on table upkeep.material_units is 'In what materials are counted: «шт.», pcs';
comment on constraint material_units_unit_check on upkeep.material_units is 'Единица: от 1 до 40 знаков';

create table upkeep.material_sections (
    section text primary key check (length(trim(section)) between 1 and 100),
    title_en text
);
comment on table upkeep.material_sections is 'Sections of the catalogue of materials: «Сантехника», Plumbing';
comment on constraint material_sections_section_check on upkeep.material_sections is 'Раздел: от 1 до 100 знаков';

create table upkeep.materials (
    material_id bigint generated always as identity primary key,
    code text not null unique check (length(code) between 1 and 60),
    title lib.title not null,
    title_en text,
    unit text not null references upkeep.material_units on update cascade,
    category text not null references upkeep.material_sections on update cascade,
    specialization text references people.specializations,
    price lib.rub check (price >= 0),
    minimum lib.quantity not null default 0 check (minimum >= 0),
    active boolean not null default true,
    told_at timestamptz,
    search text generated always as (lower(replace(title::text || ' ' || code || ' ' || category, 'ё', 'е'))) stored
);
create index materials_search on upkeep.materials using gin (search ext.gin_trgm_ops);
comment on table upkeep.materials is
'Materials; minimum: of the whole stock, below it somebody is told, once until it is filled up (told_at); price: the last bought, for one unit';
comment on constraint materials_code_key on upkeep.materials is 'Материал с этим кодом уже есть';

create table upkeep.stores (
    store_id bigint generated always as identity primary key,
    title lib.title not null unique,
    kind text not null check (kind in ('warehouse', 'person')),
    zone_id bigint references estate.zones,
    staff_id bigint unique references people.staff,
    active boolean not null default true,
    check ((kind = 'person') = (staff_id is not null))
);
comment on table upkeep.stores is 'Where material lies: a warehouse (of a zone or the company) or with a performer (his car)';

create table upkeep.stock (
    store_id bigint not null references upkeep.stores,
    material_id bigint not null references upkeep.materials,
    quantity lib.quantity not null check (quantity >= 0),
    primary key (store_id, material_id)
);
create index stock_material on upkeep.stock (material_id);
comment on table upkeep.stock is 'What lies where. Moved only by the trigger of upkeep.movements';
comment on constraint stock_quantity_check on upkeep.stock is 'Столько на складе нет';

create table upkeep.movements (
    movement_id bigint generated always as identity primary key,
    kind text not null check (kind in ('receipt', 'write_off', 'transfer', 'return', 'count')),
    store_id bigint not null references upkeep.stores,
    to_store_id bigint references upkeep.stores,
    material_id bigint not null references upkeep.materials,
    quantity lib.quantity not null check (quantity <> 0),
    price lib.rub check (price >= 0),
    order_id bigint references desk.orders,
    work_id bigint references upkeep.works,
    house_id bigint references estate.houses,
    staff_id bigint references people.staff,
    user_id bigint references people.users,
    document text,
    note text,
    moved_at timestamptz not null default lib.moment(),
    check ((kind = 'transfer') = (to_store_id is not null)),
    check (to_store_id <> store_id),
    check (kind <> 'write_off' or num_nonnulls(order_id, work_id) = 1 or note is not null),
    check (quantity > 0 or kind = 'count')
);
create index movements_order on upkeep.movements (order_id) where order_id is not null;
create index movements_work on upkeep.movements (work_id) where work_id is not null;
create index movements_store on upkeep.movements (store_id, movement_id desc);
create index movements_material on upkeep.movements (material_id, movement_id desc);
comment on table upkeep.movements is
'Every movement of material, append-only; a mistake is answered by a movement back. count: the difference found by stock-taking (may be negative)';

create table upkeep.supplies (
    supply_id bigint generated always as identity primary key,
    material_id bigint not null references upkeep.materials,
    staff_id bigint not null references people.staff,
    quantity lib.quantity not null check (quantity > 0),
    order_id bigint references desk.orders,
    note text,
    state text not null default 'new' check (state in ('new', 'given', 'refused', 'withdrawn')),
    movement_id bigint references upkeep.movements,
    reason text,
    decided_by bigint references people.users,
    decided_at timestamptz,
    created_at timestamptz not null default lib.moment(),
    check (state <> 'refused' or reason is not null)
);
create index supplies_new on upkeep.supplies (created_at) where state = 'new';
create index supplies_staff on upkeep.supplies (staff_id, supply_id desc);
comment on table upkeep.supplies is 'What performers ask for: given by a transfer from a store, or refused with a reason';

create function upkeep.stock_move()
returns trigger
language plpgsql security definer set search_path = ''
as $$ begin raise exception 'upkeep.stock_move is not deployed'; end $$;
create trigger movements_stock after insert on upkeep.movements
referencing new table as moved for each statement execute function upkeep.stock_move();
create trigger movements_stay before update or delete on upkeep.movements
for each row execute function desk.history_guard();

-- What a manager or performer sees of the stores: signatures frozen here, bodies in sql/procedures/upkeep.
create function upkeep.visible_stores()
returns setof bigint
language plpgsql stable security definer set search_path = ''
as $$ begin return; end $$;

create function upkeep.visible_supplies()
returns setof bigint
language plpgsql stable security definer set search_path = ''
as $$ begin return; end $$;

do $$
declare
    v_table text;
begin
    foreach v_table in array array['upkeep.stores', 'upkeep.stock', 'upkeep.movements'] loop
        execute format('alter table %s enable row level security', v_table);
        execute format(
            'create policy staff on %s for select to sees_houses
             using (store_id = any (array(select upkeep.visible_stores())))', v_table);
    end loop;
    create policy taker on upkeep.movements for select to sees_houses
    using (to_store_id = any(array(select upkeep.visible_stores())));
    alter table upkeep.materials enable row level security;
    create policy staff on upkeep.materials for select to sees_houses using ((select people.me() is not null));
    foreach v_table in array array['upkeep.material_units', 'upkeep.material_sections'] loop
        execute format('alter table %s enable row level security', v_table);
        execute format('create policy staff on %s for select to sees_houses using ((select people.me() is not null))', v_table);
    end loop;
    alter table upkeep.supplies enable row level security;
    create policy staff on upkeep.supplies for select to sees_houses
    using (supply_id = any(array(select upkeep.visible_supplies())));
    foreach v_table in array array[
        'upkeep.stores', 'upkeep.stock', 'upkeep.movements', 'upkeep.supplies', 'upkeep.materials', 'upkeep.material_units',
        'upkeep.material_sections'] loop
        execute format(
            'create policy company on %s for select to sees_all using ((select people.sees_all()))', v_table);
    end loop;
end
$$;
