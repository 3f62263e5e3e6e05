-- @cabinet accountant scope=sees_all reads=people,estate,money,talk title=Бухгалтер frame=staff home=home
-- @shares profile inbox schedule

create function accountant.home_tiles()
returns table (
    title text,
    value text,
    note text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Open accounts by kind. */
declare
    v_today date := people.today();
begin
    return query
    select
        cabinet.said('phrase.account_kind.' || k.code), coalesce(c.amount, 0)::text, null::text, 'accounts?kind=' || k.code
    from unnest(array['utility', 'capital_repair', 'services']) with ordinality as k (code, n)
    left join (
        select a.kind, count(*) as amount
        from money.accounts as a
        where a.closed_on is null or a.closed_on > v_today
        group by a.kind
    ) as c on c.kind = k.code
    where k.n = 1 or c.amount > 0
    order by k.n;
end
$$;
comment on function accountant.home_tiles() is 'Лицевые счета
@kind tiles
@bold title value';

create function accountant.home_opened()
returns table (
    number text,
    address text,
    account_kind text,
    opened_on date,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The accounts opened last. */
begin
    return query
    select
        a.number, people.place_label(a.premise_id), cabinet.said('phrase.account_kind.' || a.kind), a.opened_on,
        'account?account=' || a.account_id
    from money.accounts as a
    order by a.opened_on desc, a.account_id desc
    limit 10;
end
$$;
comment on function accountant.home_opened() is 'Открыты последними
@bold number address
@column number Счёт
@column account_kind Вид
@column opened_on Открыт
@empty Счетов ещё нет
@personal';

select cabinet.page_define(
    p_cabinet => 'accountant', p_page => 'home', p_title => 'Сводка',
    p_blocks => 'home_tiles home_opened',
    p_icon => 'speedometer2', p_menu => 10, p_group => 'Счета', p_phone => true);
