create function shared.permits_list(
    p_tab text default 'valid',
    p_staff lib.staff_ref default null
)
returns table (
    name text,
    title text,
    trade text,
    number text,
    issued_on lib.day,
    valid_until lib.day,
    file lib.file,
    withdrawn_reason text,
    _badge_valid_until text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Permits of those one decides for: valid, ending within 30 days or ended, withdrawn. */
begin
    return query
    select
        s.name::text, p.title::text, case when lib.language() = 'en' then k.title_en else k.title end, p.number,
        p.issued_on::lib.day, p.valid_until::lib.day, p.file_id::lib.file, p.withdrawn_reason,
        people.permit_badge(p.valid_until, p.withdrawn_at),
        case when p.withdrawn_at is null and p.valid_until >= people.today() then array['permits_withdraw?permit=' || p.permit_id] end
    from people.permits as p
    join people.staff as s on s.staff_id = p.staff_id and s.employed @> people.today()
    left join people.specializations as k on k.specialization = p.specialization
    where
        p.staff_id in (select people.my_team()) and (p_staff is null or p.staff_id = p_staff)
        and case coalesce(p_tab, 'valid')
            when 'ending' then
                p.withdrawn_at is null and p.valid_until <= people.today() + 30 and not exists (
                    select from people.permits as o
                    where
                        o.staff_id = p.staff_id and o.specialization = p.specialization and o.withdrawn_at is null
                        and o.valid_until > p.valid_until
                )
            when 'withdrawn' then p.withdrawn_at is not null
            when 'all' then true
            else p.withdrawn_at is null and p.valid_until >= people.today()
        end
    order by p.withdrawn_at is not null, p.valid_until, s.name;
end
$$;
comment on function shared.permits_list(text, lib.staff_ref) is 'Допуски
Предупредим за 30 дней, за неделю и в последний день: человека, его менеджера и управляющего.
@tabs p_tab
@options p_tab permits_tabs
@filter p_staff
@options p_staff absence_staff_options
@field p_staff Кто
@bold name title valid_until
@column name Кто
@column title Допуск
@column trade Специальность
@column number Номер
@column issued_on Выдан
@column valid_until До
@column file Документ
@column withdrawn_reason Почему отозван
@empty Таких допусков нет
@create permits_add';

create function shared.permits_tabs()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Sorts of permits. */
begin
    return query
    select t.code, cabinet.said('phrase.permits_tab.' || t.code) from unnest(array['valid', 'ending', 'withdrawn', 'all']) as t (code);
end
$$;
comment on function shared.permits_tabs() is 'Какие';

create function shared.permits_trades(
    p_staff lib.staff_ref default null
)
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Trades of a person. */
begin
    return query
    select k.specialization, case when lib.language() = 'en' then k.title_en else k.title end
    from people.specializations as k
    where exists (
        select from people.staff_specializations as t where t.staff_id = p_staff and t.specialization = k.specialization
    )
    order by k.title;
end
$$;
comment on function shared.permits_trades(lib.staff_ref) is 'Специальности';

create function shared.permits_add(
    p_staff lib.staff_ref,
    p_title lib.title,
    p_valid_until date,
    p_specialization text default null,
    p_number lib.title default null,
    p_issued_on date default null,
    p_file lib.file default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A new permit. */
begin
    perform people.permit_add(
        p_staff => p_staff, p_title => p_title, p_valid_until => p_valid_until, p_specialization => p_specialization,
        p_number => p_number, p_issued_on => p_issued_on, p_file => p_file
    );
    return row(cabinet.said('phrase.permit_added'), '/shared/permits')::lib.outcome;
end
$$;
comment on function shared.permits_add(lib.staff_ref, lib.title, date, text, lib.title, date, lib.file) is 'Новый допуск
@options p_staff absence_staff_options
@options p_specialization permits_trades
@field p_staff Кто
@field p_title Допуск
@placeholder p_title Электробезопасность, группа III
@field p_valid_until До
@field p_specialization Для какой специальности
@hint p_specialization Без допуска лифтёр, электрик и кровельщик заявок не получают
@field p_number Номер
@field p_issued_on Выдан
@field p_file Документ
@submit Добавить допуск
@icon plus-circle';

create function shared.permits_withdraw(
    p_permit lib.permit_ref,
    p_reason lib.title
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Withdraws a permit. */
begin
    return row(
        cabinet.said('phrase.permit_withdrawn', jsonb_build_object(
            'count', people.permit_withdraw(p_permit => p_permit, p_reason => p_reason))),
        '/shared/permits'
    )::lib.outcome;
end
$$;
comment on function shared.permits_withdraw(lib.permit_ref, lib.title) is 'Отозвать допуск
Заявки с этим допуском сразу уйдут другим.
@needs p_permit
@field p_permit Допуск
@field p_reason Почему
@submit Отозвать допуск
@style danger';

select cabinet.page_define(
    p_cabinet => 'shared', p_page => 'permits', p_title => 'Допуски',
    p_blocks => 'permits_list',
    p_icon => 'card-checklist', p_menu => 92, p_group => 'Команда');
