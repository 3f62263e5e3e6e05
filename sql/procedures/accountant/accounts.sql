create function accountant.accounts_list(
    p_search lib.search default null,
    p_kind text default null,
    p_closed boolean default null,
    p_on date default null,
    p_sort lib.sort_key default null,
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    number text,
    address text,
    owner_name text,
    area lib.area,
    account_kind text,
    opened_on date,
    closed_on date,
    _class text,
    _link text,
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
Accounts by number or address: «сад 12 47». Sorted by number or date of opening. total counts at most 10 000. p_on: those that
were open on that day, with who owned the flat then.
*/
declare
    v_search text := lower(replace(trim(coalesce(p_search, '')), 'ё', 'е'));
    v_on date := coalesce(p_on, people.today());
    v_words text[];
    v_numbers text[];
    v_down boolean := p_sort like '-%';
    v_key text := ltrim(coalesce(p_sort, 'number'), '-');
begin
    select
        array_agg(w.word order by w.n) filter (where w.word !~ '^\d'),
        array_agg(w.word order by w.n) filter (where w.word ~ '^\d')
    into v_words, v_numbers
    from regexp_split_to_table(v_search, '[\s,]+') with ordinality as w (word, n)
    where w.word <> '';
    return query
    with found as (
        select a.account_id, a.number, a.premise_id, a.kind, a.opened_on, a.closed_on
        from money.accounts as a
        where
            (p_kind is null or a.kind = p_kind)
            and (coalesce(p_closed, false) or a.closed_on is null or a.closed_on > v_on)
            and (p_on is null or a.opened_on <= p_on)
            and (v_words is not null or v_numbers is null or a.number like v_numbers[1] || '%')
            and (
                v_words is null
                or a.premise_id in (
                    select p.premise_id
                    from estate.houses as h
                    join estate.premises as p on p.house_id = h.house_id
                    where
                        h.search like all (select '%' || w.word || '%' from unnest(v_words) as w (word))
                        and (v_numbers is null or lower(h.number) = v_numbers[1])
                        and (v_numbers[2] is null or lower(p.number) = v_numbers[2])
                )
            )
        order by
            case when v_key = 'number' and not v_down then a.number end,
            case when v_key = 'number' and v_down then a.number end desc,
            case when v_key = 'opened_on' and not v_down then a.opened_on end,
            case when v_key = 'opened_on' and v_down then a.opened_on end desc,
            a.account_id
        limit greatest(10000, p_offset + p_limit)
    ),
    paged as (
        select f.*, row_number() over () as place, count(*) over () as total
        from found as f
        limit p_limit offset p_offset
    )
    select
        g.number, people.place_label(g.premise_id),
        (
            select string_agg(c.short_name, ', ')
            from people.relations as r
            cross join lateral people.contacts_for(array[r.user_id]) as c
            where r.premise_id = g.premise_id and r.during @> v_on and r.kind in ('owner', 'social_tenant')
        ),
        p.area::lib.area, cabinet.said('phrase.account_kind.' || g.kind), g.opened_on, g.closed_on,
        case when g.closed_on <= v_on then 'muted' end, 'account?account=' || g.account_id, g.total
    from paged as g
    join estate.premises as p on p.premise_id = g.premise_id
    order by g.place;
end
$$;
comment on function accountant.accounts_list(lib.search, text, boolean, date, lib.sort_key, integer, integer) is 'Лицевые счета
@filter p_search p_kind p_closed p_on
@options p_kind accounts_kind_options
@placeholder p_search Номер или «сад 12 47»
@field p_kind Вид
@field p_closed И закрытые
@bold number address account_kind
@column number Счёт
@column owner_name Собственник
@column account_kind Вид
@column opened_on Открыт
@column closed_on Закрыт
@empty Таких счетов нет
@personal';

create function accountant.accounts_kind_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Kinds of accounts. */
begin
    return query
    select k.code, cabinet.said('phrase.account_kind.' || k.code)
    from unnest(array['utility', 'capital_repair', 'services']) as k (code);
end
$$;
comment on function accountant.accounts_kind_options() is 'Вид';

select cabinet.page_define(
    p_cabinet => 'accountant', p_page => 'accounts', p_title => 'Лицевые счета',
    p_blocks => 'accounts_list',
    p_icon => 'wallet2', p_menu => 20, p_group => 'Счета', p_phone => true);
