create function accountant.account_card(
    p_account lib.account_ref
)
returns table (
    number text,
    address text,
    account_kind text,
    area lib.area,
    opened_on date,
    closed_on date,
    _icon text,
    _badge text,
    _title text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The account and its premise. */
begin
    return query
    select
        a.number, people.place_label(a.premise_id), cabinet.said('phrase.account_kind.' || a.kind), p.area::lib.area,
        a.opened_on, a.closed_on, 'wallet2', case when a.closed_on <= people.today() then 'muted' end,
        cabinet.said('phrase.account_title', jsonb_build_object('number', a.number)),
        case when a.closed_on is null or a.closed_on > people.today() then array['account_code?account=' || a.account_id] end
    from money.accounts as a
    join estate.premises as p on p.premise_id = a.premise_id
    where a.account_id = p_account;
    if not found then
        perform cabinet.refuse('not_found');
    end if;
end
$$;
comment on function accountant.account_card(lib.account_ref) is 'Лицевой счёт
@kind card
@bold number
@column number Счёт
@column account_kind Вид
@column opened_on Открыт
@column closed_on Закрыт
@personal';

create function accountant.account_code(
    p_account lib.account_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A new code with which a resident signs in for the first time; shown once. Errors: those of people.join_code_issue. */
begin
    return row(
        cabinet.said('phrase.join_code', jsonb_build_object('code', people.join_code_issue(p_account))),
        '/accountant/account?account=' || p_account
    )::lib.outcome;
end
$$;
comment on function accountant.account_code(lib.account_ref) is 'Новый код для входа
@needs p_account
@field p_account Лицевой счёт
@confirm Прежний код из квитанции перестанет действовать. Новый покажем один раз
@submit Новый код для входа
@icon key
@style secondary';

create function accountant.account_people(
    p_account lib.account_ref,
    p_on date default null
)
returns table (
    name text,
    relation text,
    rights_text text,
    since date,
    until date
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* People of the premise: who they are and what they see, by right; p_on: who they were on that day. */
begin
    return query
    select r.name, r.kind_title, people.grants_said(r.grants), r.since, r.until
    from money.accounts as a
    cross join lateral people.premise_residents(a.premise_id, p_on) as r
    where a.account_id = p_account;
end
$$;
comment on function accountant.account_people(lib.account_ref, date) is 'Люди
@kind cards
@filter p_on
@bold name relation
@column relation Кто
@column rights_text Может
@column since С
@column until По
@empty К счёту никто не привязан
@personal';

create function accountant.account_others(
    p_account lib.account_ref
)
returns table (
    number text,
    account_kind text,
    opened_on date,
    closed_on date,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Other accounts of the same premise. */
begin
    return query
    select o.number, cabinet.said('phrase.account_kind.' || o.kind), o.opened_on, o.closed_on,
        'account?account=' || o.account_id
    from money.accounts as a
    join money.accounts as o on o.premise_id = a.premise_id and o.account_id <> a.account_id
    where a.account_id = p_account
    order by o.number;
end
$$;
comment on function accountant.account_others(lib.account_ref) is 'Другие счета помещения
@kind cards
@hide_empty
@bold number
@column number Счёт
@column account_kind Вид
@column opened_on Открыт
@column closed_on Закрыт';

select cabinet.page_define(
    p_cabinet => 'accountant', p_page => 'account', p_title => 'Лицевой счёт',
    p_blocks => 'account_card account_people | account_others',
    p_icon => 'wallet2',
    p_up => 'accounts');
