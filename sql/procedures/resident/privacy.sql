create function resident.privacy_data()
returns table (
    name text,
    phone lib.phone,
    email lib.email,
    since timestamptz,
    _icon text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What we keep of me. */
begin
    return query
    select d.name, d.phone::lib.phone, d.email::lib.email, d.since, 'person' from people.my_data() as d;
end
$$;
comment on function resident.privacy_data() is 'Мои данные
@kind card
@bold name
@column name -
@column phone Телефон
@column email Почта
@column since С нами с
@personal';

create function resident.privacy_consents()
returns table (
    title text,
    state lib.state,
    given_at timestamptz,
    body lib.note,
    _badge text,
    _icon text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* My consents. */
begin
    return query
    select
        c.title,
        cabinet.said('label.consent_' || case when c.given_at is null then 'none' when c.withdrawn_at is null then 'given' else 'withdrawn' end)::lib.state,
        c.given_at, c.body::lib.note,
        case when c.given_at is not null and c.withdrawn_at is null then 'ok' else 'muted' end, 'file-check',
        array[case when c.given_at is not null and c.withdrawn_at is null
            then 'privacy_withdraw?consent=' else 'privacy_give?consent=' end || c.kind]
    from people.my_consents() as c;
end
$$;
comment on function resident.privacy_consents() is 'Согласия
@kind cards
@bold title
@column title -
@column state -
@column given_at Дано
@column body -
@personal';

create function resident.privacy_withdraw(
    p_consent text
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Withdraws a consent. */
begin
    perform people.consent_change(p_consent, false);
    return row(cabinet.said('message.consent_withdrawn'), '/resident/privacy')::lib.outcome;
end
$$;
comment on function resident.privacy_withdraw(text) is 'Отозвать согласие
@needs p_consent
@field p_consent Согласие
@submit Отозвать
@style danger
@confirm Отозвать согласие? Дать его снова можно в любой день';

create function resident.privacy_give(
    p_consent text
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Gives a consent. */
begin
    perform people.consent_change(p_consent, true);
    return row(cabinet.said('message.consent_given'), '/resident/privacy')::lib.outcome;
end
$$;
comment on function resident.privacy_give(text) is 'Дать согласие
@field p_consent Согласие
@submit Дать согласие';

create function resident.privacy_readers(
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    happened_at timestamptz,
    who text,
    cabinet text,
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Who looked at my data. */
begin
    return query
    select r.happened_at, r.who, r.cabinet, count(*) over ()
    from people.my_readers() as r
    order by r.happened_at desc
    limit p_limit offset p_offset;
end
$$;
comment on function resident.privacy_readers(integer, integer) is 'Кто смотрел мои данные
@bold who happened_at
@column happened_at Когда
@column who Кто
@column cabinet Где
@empty За год ваши данные открывали только вы
@personal';

create function resident.privacy_erasure()
returns table (
    title text,
    state lib.state,
    answer_by lib.due,
    reason text,
    note text,
    _badge_state text,
    _icon text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* «Удалить мои данные»: what will happen, or where the request is. */
begin
    return query
    select
        cabinet.said(
            case when e.status in ('new', 'refused') then 'said.erasure.title' else 'said.erasure.term' end,
            jsonb_build_object('days', cabinet.setting('erasure_days'))),
        case when e.status in ('new', 'refused') then cabinet.said('said.erasure.' || e.status) end::lib.state,
        case when e.status = 'new' then e.answer_by end::lib.due,
        case when e.status = 'refused' then e.reason end,
        cabinet.said(case when e.status = 'new' then 'said.erasure.waits' else 'said.erasure.about' end),
        case e.status when 'new' then 'warn' when 'refused' then 'muted' end, 'person-x',
        array[case when e.status = 'new' then 'privacy_erase_withdraw' else 'privacy_erase' end]
    from (select) as one
    left join people.my_erasure() as e on true;
end
$$;
comment on function resident.privacy_erasure() is 'Удалить мои данные
@kind card
@bold title state
@column title -
@column answer_by Ответим до
@column reason Почему отказали
@column note -
@personal';

create function resident.privacy_fates()
returns table (
    what text,
    fate text,
    _icon text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What goes and what stays by which law. */
begin
    return query
    select cabinet.said('erasure.' || f.what), cabinet.said('erasure.' || f.fate),
        case when f.fate = 'goes' then 'trash' else 'archive' end
    from (values
        (1, 'contacts', 'goes'), (2, 'sign_in', 'goes'), (3, 'notices', 'goes'), (4, 'name', 'stays_contract'),
        (5, 'orders', 'stays_orders'), (6, 'documents', 'stays_documents'), (7, 'payments', 'stays_payments'),
        (8, 'consents', 'stays_consents')
    ) as f (n, what, fate)
    order by f.n;
end
$$;
comment on function resident.privacy_fates() is 'Что удалим и что останется
@kind cards
@bold what
@column what -
@column fate -';

create function resident.privacy_erase()
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Asks to erase my data. Errors: those of people.erasure_ask. */
begin
    return row(
        cabinet.said('said.erasure.asked', jsonb_build_object('until', desk.moment_said(people.erasure_ask()))),
        '/resident/privacy'
    )::lib.outcome;
end
$$;
comment on function resident.privacy_erase() is 'Удалить мои данные
@confirm Попросить удалить ваши данные? Кабинет закроется, вход пропадёт. Заявки и счета примем по телефону
@submit Удалить мои данные
@style danger';

create function resident.privacy_erase_withdraw()
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Takes the request back. */
begin
    perform people.erasure_withdraw();
    return row(cabinet.said('said.erasure.taken_back'), '/resident/privacy')::lib.outcome;
end
$$;
comment on function resident.privacy_erase_withdraw() is 'Не удалять
@submit Не удалять
@style secondary';

select cabinet.page_define(
    p_cabinet => 'resident', p_page => 'privacy', p_title => 'Личные данные',
    p_blocks => 'privacy_data privacy_consents privacy_erasure | privacy_readers privacy_fates',
    p_icon => 'person-lock', p_group => 'user');
