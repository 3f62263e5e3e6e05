create function resident.people_list()
returns table (
    name text,
    kind text,
    sees text,
    until lib.day,
    _icon text,
    _mine boolean,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Who has access to the flat in force. */
declare
    v_me bigint := people.me();
begin
    return query
    select
        coalesce(r.name, cabinet.said('label.household_member')), r.kind_title, people.grants_said(r.grants), r.until::lib.day,
        'person', r.user_id = v_me,
        case when r.kind <> 'owner' and (r.user_id = v_me or (select people.has_right('people')))
            then array['people_end?relation=' || r.relation_id] end
    from people.premise_residents(people.my_premise()) as r;
end
$$;
comment on function resident.people_list() is 'Доступ к квартире
@kind cards
@bold name
@column name -
@column kind Роль
@column sees Что видит
@column until До
@empty Доступ только у вас
@personal';

create function resident.people_kinds()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Whom one may invite. */
begin
    return query
    select k.kind, case when lib.language() = 'ru' then k.title else k.title_en end
    from people.relation_kinds as k
    where k.kind in ('relative', 'renter');
end
$$;
comment on function resident.people_kinds() is 'Роли';

create function resident.people_invite(
    p_name lib.person_name,
    p_email lib.email,
    p_kind text default 'relative',
    p_bills boolean default false,
    p_phone lib.phone default null,
    p_until lib.day default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Opens the flat in force to somebody. */
begin
    perform people.relation_invite(
        p_premise => people.my_premise(), p_name => p_name, p_email => p_email, p_phone => p_phone, p_kind => p_kind,
        p_grants => case when p_bills then '{orders,readings,bills}'::text[] else '{orders,readings}'::text[] end,
        p_until => p_until);
    return row(cabinet.said('message.invited'), '/resident/people')::lib.outcome;
end
$$;
comment on function resident.people_invite(lib.person_name, lib.email, text, boolean, lib.phone, lib.day) is 'Пригласить
Человек войдёт по коду из письма.
@field p_name Фамилия, имя, отчество
@field p_email Почта
@field p_kind Кто это
@options p_kind people_kinds
@choice p_kind
@field p_bills Видит счета и оплачивает
@field p_phone Телефон
@field p_until Последний день доступа
@hint p_until Пусто: без срока
@submit Пригласить';

create function resident.people_end(
    p_relation lib.relation_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Closes an access. */
begin
    perform people.relation_end(p_relation);
    return row(cabinet.said('message.access_ended'), '/resident/people')::lib.outcome;
end
$$;
comment on function resident.people_end(lib.relation_ref) is 'Закрыть доступ
@field p_relation Доступ
@submit Закрыть доступ
@style danger
@confirm Закрыть доступ? Человек больше не увидит заявок и показаний квартиры';

select cabinet.page_define(
    p_cabinet => 'resident', p_page => 'people', p_title => 'Доступ к квартире',
    p_blocks => 'people_list | people_invite',
    p_icon => 'people', p_group => 'user', p_feature => 'invitations');
