create function resident.addresses_list()
returns table (
    label text,
    kind text,
    sees text,
    since lib.day,
    _icon text,
    _mine boolean,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* My addresses; the one in force is marked. */
declare
    v_now bigint := people.my_premise();
begin
    return query
    select
        p.label,
        coalesce(case when lib.language() = 'ru' then k.title else k.title_en end, cabinet.said('label.payer')),
        people.grants_said(p.grants), p.since::lib.day, 'house-door', p.premise_id = v_now,
        case when p.premise_id is distinct from v_now then array['addresses_choose?premise=' || p.premise_id] end
    from people.my_places() as p
    left join people.relation_kinds as k on k.kind = p.relation_kind
    order by p.position;
end
$$;
comment on function resident.addresses_list() is 'Мои адреса
@kind cards
@bold label
@column label -
@column kind Роль
@column sees Что видно
@column since С
@empty Адресов пока нет. Добавьте по счёту и коду из квитанции
@personal';

create function resident.addresses_choose(
    p_premise lib.premise_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Chooses the address in force. */
begin
    perform people.place_choose(p_premise);
    return row(
        cabinet.said('message.place_chosen', jsonb_build_object('place', people.place_label(p_premise))), '/resident/home'
    )::lib.outcome;
end
$$;
comment on function resident.addresses_choose(lib.premise_ref) is 'Открыть этот адрес
@field p_premise Адрес
@submit Открыть';

create function resident.addresses_kinds()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* As whom one adds an address. */
begin
    return query
    select k.kind, case when lib.language() = 'ru' then k.title else k.title_en end
    from people.relation_kinds as k
    where k.kind in ('owner', 'social_tenant', 'relative')
    union all
    select 'payer', cabinet.said('label.payer');
end
$$;
comment on function resident.addresses_kinds() is 'Кто вы';

create function resident.addresses_add(
    p_account text,
    p_code text,
    p_kind text default 'owner'
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Carried out by the layer; called as SQL it refuses. */
begin
    return cabinet.by_layer();
end
$$;
comment on function resident.addresses_add(text, text, text) is 'Добавить адрес
Счёт и код стоят в верхней части квитанции.
@layer address-add
@field p_account Лицевой счёт
@field p_code Код из квитанции
@field p_kind Кто вы
@options p_kind addresses_kinds
@choice p_kind
@submit Добавить';

select cabinet.page_define(
    p_cabinet => 'resident', p_page => 'addresses', p_title => 'Мои адреса',
    p_blocks => 'addresses_list | addresses_add',
    p_icon => 'geo-alt', p_group => 'user');
