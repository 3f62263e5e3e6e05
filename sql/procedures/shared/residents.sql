create function shared.residents_list(
    p_search lib.search default null,
    p_kind text default null,
    p_house lib.house_ref default null,
    p_on date default null,
    p_zone lib.zone_ref default null,
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    name text,
    address text,
    relation lib.state,
    phone_masked text,
    signed_in boolean,
    _link text,
    _link_address text,
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Residents of all houses, now or on a day, by name, phone or address; phones are masked, the card shows them and is recorded. */
begin
    return query
    select
        f.name, f.address,
        (select case lib.language() when 'en' then k.title_en else k.title end
            from people.relation_kinds as k where k.kind = f.kind)::lib.state,
        f.phone_masked, f.signed_in, 'resident?person=' || f.user_id, 'house?house=' || f.house_id, f.total
    from people.residents_find(
        p_search => p_search, p_house => p_house, p_kind => p_kind, p_limit => p_limit, p_offset => p_offset,
        p_on => p_on, p_zone => p_zone
    ) as f;
end
$$;
comment on function shared.residents_list(lib.search, text, lib.house_ref, date, lib.zone_ref, integer, integer) is 'Жители
Телефон целиком виден на странице жителя; просмотр записывается.
@filter p_search p_kind p_zone p_on
@options p_zone orders_zone_options
@options p_kind residents_kind_options
@placeholder p_search Имя, телефон, «сад 12 47»
@field p_kind Кто
@bold name address
@column relation Кто
@column signed_in В кабинете
@empty Не нашли. Попробуйте адрес или последние цифры телефона
@personal';

create function shared.residents_kind_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Kinds of relation. */
begin
    return query
    select k.kind, case lib.language() when 'en' then k.title_en else k.title end
    from people.relation_kinds as k
    order by k.kind;
end
$$;
comment on function shared.residents_kind_options() is 'Кто';
