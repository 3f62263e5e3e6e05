-- @cabinet accountant scope=sees_all reads=people,estate,money,talk title=Бухгалтер frame=staff home=home
-- @shares profile profile_own inbox schedule

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
/* Open accounts by kind, with what changed in a month. */
declare
    v_today date := people.today();
    v_since date := v_today - 30;
begin
    return query
    select
        cabinet.said('phrase.account_kind.' || k.code), c.amount::text,
        case when c.opened + c.closed > 0 then cabinet.said(
            'phrase.accounts_month', jsonb_build_object('opened', c.opened, 'closed', c.closed))
            else cabinet.said('phrase.accounts_open') end,
        'accounts?kind=' || k.code
    from unnest(array['utility', 'capital_repair', 'services']) with ordinality as k (code, n)
    cross join lateral (
        -- each an index of its own: nobody reads all accounts
        select
            (select count(*) from money.accounts as a where a.kind = k.code and a.closed_on is null)
            + (select count(*) from money.accounts as a where a.kind = k.code and a.closed_on > v_today) as amount,
            (select count(*) from money.accounts as a where a.kind = k.code and a.opened_on > v_since) as opened,
            (
                select count(*) from money.accounts as a
                where a.kind = k.code and a.closed_on > v_since and a.closed_on <= v_today
            ) as closed
        offset 0
    ) as c
    where k.n = 1 or c.amount > 0
    order by k.n;
end
$$;
comment on function accountant.home_tiles() is 'Счета в цифрах
@kind tiles
@bold title value';

create function accountant.home_changes()
returns table (
    title text,
    address text,
    on_date date,
    number text,
    _icon text,
    _badge text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What changed with accounts in a month: opened, closed, an owner or tenant came or left. Newest first. */
declare
    v_today date := people.today();
    v_since date := v_today - 30;
begin
    return query
    with changes as (
        (
            select a.account_id, 'opened' as what, a.opened_on as on_date, null::bigint as user_id
            from money.accounts as a
            where a.opened_on > v_since
            order by a.opened_on desc, a.account_id desc
            limit 15
        )
        union all
        (
            select a.account_id, 'closed', a.closed_on, null
            from money.accounts as a
            where a.closed_on > v_since and a.closed_on <= v_today
            order by a.closed_on desc, a.account_id desc
            limit 15
        )
        union all
        select m.account_id, m.what, m.on_date, m.user_id from people.relations_moved(v_since, v_today, 15) as m
    ),

    latest as materialized (
        select c.* from changes as c order by c.on_date desc, c.account_id desc limit 15
    ),

    named as materialized (
        select w.user_id, w.short_name
        from people.contacts_for(array(select l.user_id from latest as l where l.user_id is not null)) as w
    )

    select
        cabinet.said('phrase.account_change.' || l.what, jsonb_build_object('name', coalesce(n.short_name, ''))),
        people.place_label(a.premise_id), l.on_date, a.number,
        case l.what when 'opened' then 'plus-circle' when 'closed' then 'x-circle' else 'people' end,
        case l.what when 'closed' then 'muted' else 'info' end, 'account?account=' || l.account_id
    from latest as l
    join money.accounts as a on a.account_id = l.account_id
    left join named as n on n.user_id = l.user_id
    order by l.on_date desc, l.account_id desc;
end
$$;
comment on function accountant.home_changes() is 'Что изменилось за месяц
@kind cards
@bold title address
@column title -
@column number Счёт
@column on_date Когда
@empty За месяц счета и владельцы не менялись
@personal';

select cabinet.page_define(
    p_cabinet => 'accountant', p_page => 'home', p_title => 'Сводка',
    p_blocks => 'home_tiles accounts_list | home_changes',
    p_icon => 'speedometer2', p_menu => 10, p_group => 'Счета', p_phone => true);
