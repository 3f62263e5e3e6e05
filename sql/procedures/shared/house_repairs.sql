create function shared.repair_add(
    p_house lib.house_ref,
    p_title lib.title,
    p_state text,
    p_capital boolean default false,
    p_planned_year lib.year default null,
    p_started_on date default null,
    p_finished_on date default null,
    p_warranty_until date default null,
    p_cost lib.rub default null,
    p_performer text default null,
    p_object lib.object_ref default null,
    p_entrance lib.entrance_ref default null,
    p_note lib.note default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A repair of the house, planned or done. */
begin
    perform estate.repair_save(
        p_house => p_house, p_title => p_title, p_state => p_state, p_capital => p_capital,
        p_planned_year => p_planned_year, p_started_on => p_started_on, p_finished_on => p_finished_on,
        p_warranty_until => p_warranty_until, p_cost => p_cost, p_performer => p_performer, p_object => p_object,
        p_entrance => p_entrance, p_note => p_note
    );
    return row(cabinet.said('phrase.saved'), '/shared/house?house=' || p_house)::lib.outcome;
end
$$;
comment on function shared.repair_add(
    lib.house_ref, lib.title, text, boolean, lib.year, date, date, date, lib.rub, text,
    lib.object_ref, lib.entrance_ref, lib.note
) is 'Записать ремонт
@field p_title Что ремонтируют
@placeholder p_title Замена кровли
@options p_state repair_state_options
@choice p_state
@field p_state Состояние
@field p_capital Капитальный ремонт
@field p_planned_year Год по плану
@field p_started_on Начат
@field p_finished_on Закончен
@field p_warranty_until Гарантия до
@field p_cost Стоимость
@field p_performer Кто делает
@options p_object house_object_options
@field p_object Что именно
@options p_entrance house_entrance_options
@field p_entrance Подъезд
@submit Записать ремонт
@icon check-lg
@style secondary
@needs p_house';

create function shared.repair_edit(
    p_repair lib.repair_ref,
    p_title lib.title,
    p_state text,
    p_capital boolean default false,
    p_planned_year lib.year default null,
    p_started_on date default null,
    p_finished_on date default null,
    p_warranty_until date default null,
    p_cost lib.rub default null,
    p_performer text default null,
    p_object lib.object_ref default null,
    p_entrance lib.entrance_ref default null,
    p_note lib.note default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A repair as it turned out. */
declare
    v_house bigint;
begin
    select r.house_id into v_house from estate.repairs as r where r.repair_id = p_repair;
    perform estate.repair_save(
        p_house => v_house, p_title => p_title, p_state => p_state, p_capital => p_capital,
        p_planned_year => p_planned_year, p_started_on => p_started_on, p_finished_on => p_finished_on,
        p_warranty_until => p_warranty_until, p_cost => p_cost, p_performer => p_performer, p_object => p_object,
        p_entrance => p_entrance, p_note => p_note,
        p_repair => p_repair
    );
    return row(cabinet.said('phrase.saved'), '/shared/house?house=' || v_house)::lib.outcome;
end
$$;
comment on function shared.repair_edit(
    lib.repair_ref, lib.title, text, boolean, lib.year, date, date, date, lib.rub, text,
    lib.object_ref, lib.entrance_ref, lib.note
) is 'Изменить ремонт
@prefill repair_draft
@field p_title Что ремонтируют
@placeholder p_title Замена кровли
@options p_state repair_state_options
@choice p_state
@field p_state Состояние
@field p_capital Капитальный ремонт
@field p_planned_year Год по плану
@field p_started_on Начат
@field p_finished_on Закончен
@field p_warranty_until Гарантия до
@field p_cost Стоимость
@field p_performer Кто делает
@options p_object house_object_options
@field p_object Что именно
@options p_entrance house_entrance_options
@field p_entrance Подъезд
@submit Изменить
@icon check-lg
@style link
@needs p_repair';

create function shared.repair_draft(
    p_repair lib.repair_ref
)
returns table (
    p_title text,
    p_state text,
    p_capital boolean,
    p_planned_year smallint,
    p_started_on date,
    p_finished_on date,
    p_warranty_until date,
    p_cost lib.rub,
    p_performer text,
    p_object bigint,
    p_entrance bigint,
    p_note text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* As it is. */
begin
    return query
    select
        r.title::text, r.state, r.capital, r.planned_year, r.started_on, r.finished_on, r.warranty_until, r.cost,
        r.performer_name, r.object_id, r.entrance_id, r.note::text
    from estate.repairs as r
    where r.repair_id = p_repair;
end
$$;
comment on function shared.repair_draft(lib.repair_ref) is 'Ремонт сейчас';

create function shared.repair_state_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* States of a repair. */
begin
    return query
    select s.code, cabinet.said('said.repair.' || s.code) from unnest(array['planned', 'done', 'cancelled']) as s (code);
end
$$;
comment on function shared.repair_state_options() is 'Состояния ремонта';

create function shared.redevelopment_add(
    p_house lib.house_ref,
    p_premise lib.premise_ref,
    p_title lib.title,
    p_state text,
    p_found_on date,
    p_document text default null,
    p_decided_on date default null,
    p_note lib.note default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A redevelopment that was found or claimed. */
begin
    perform estate.redevelopment_save(
        p_premise => p_premise, p_title => p_title, p_state => p_state, p_found_on => p_found_on,
        p_document => p_document, p_decided_on => p_decided_on, p_note => p_note
    );
    return row(cabinet.said('phrase.saved'), '/shared/house?house=' || p_house)::lib.outcome;
end
$$;
comment on function shared.redevelopment_add(
    lib.house_ref, lib.premise_ref, lib.title, text, date, text, date, lib.note
) is 'Записать перепланировку
@field p_title Что перестроено
@placeholder p_title Снесена перегородка кухни
@options p_state redevelopment_state_options
@choice p_state
@field p_state Состояние
@field p_found_on Выявлена
@field p_document Документ
@placeholder p_document Акт приёмки № 14 от 02.03.2024
@field p_decided_on Решение от
@submit Записать перепланировку
@icon check-lg
@options p_premise house_premise_options
@style secondary
@needs p_house';

create function shared.redevelopment_edit(
    p_redevelopment lib.redevelopment_ref,
    p_title lib.title,
    p_state text,
    p_found_on date,
    p_document text default null,
    p_decided_on date default null,
    p_note lib.note default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* What became of a redevelopment. */
declare
    v_old estate.redevelopments;
begin
    select r.* into v_old from estate.redevelopments as r where r.redevelopment_id = p_redevelopment;
    perform estate.redevelopment_save(
        p_premise => v_old.premise_id, p_title => p_title, p_state => p_state, p_found_on => p_found_on,
        p_document => p_document, p_decided_on => p_decided_on, p_note => p_note,
        p_redevelopment => p_redevelopment
    );
    return row(cabinet.said('phrase.saved'), '/shared/house?house=' || v_old.house_id)::lib.outcome;
end
$$;
comment on function shared.redevelopment_edit(
    lib.redevelopment_ref, lib.title, text, date, text, date, lib.note
) is 'Изменить перепланировку
@prefill redevelopment_draft
@field p_title Что перестроено
@placeholder p_title Снесена перегородка кухни
@options p_state redevelopment_state_options
@choice p_state
@field p_state Состояние
@field p_found_on Выявлена
@field p_document Документ
@placeholder p_document Акт приёмки № 14 от 02.03.2024
@field p_decided_on Решение от
@submit Изменить
@icon check-lg
@style link
@needs p_redevelopment';

create function shared.redevelopment_draft(
    p_redevelopment lib.redevelopment_ref
)
returns table (
    p_title text,
    p_state text,
    p_found_on date,
    p_document text,
    p_decided_on date,
    p_note text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* As it is. */
begin
    return query
    select r.title::text, r.state, r.found_on, r.document, r.decided_on, r.note::text
    from estate.redevelopments as r
    where r.redevelopment_id = p_redevelopment;
end
$$;
comment on function shared.redevelopment_draft(lib.redevelopment_ref) is 'Перепланировка сейчас';

create function shared.redevelopment_state_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* States of a redevelopment. */
begin
    return query
    select s.code, cabinet.said('said.redevelopment.' || s.code)
    from unnest(array['found', 'claimed', 'legalised', 'restored']) as s (code);
end
$$;
comment on function shared.redevelopment_state_options() is 'Состояния перепланировки';

create function shared.emergency_add(
    p_house lib.house_ref,
    p_happened_on date,
    p_title lib.title,
    p_object lib.object_ref default null,
    p_cause text default null,
    p_consequences text default null,
    p_note lib.note default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* An accident that no order tells of. */
begin
    perform estate.emergency_save(
        p_house => p_house, p_happened_on => p_happened_on, p_title => p_title, p_cause => p_cause,
        p_consequences => p_consequences, p_object => p_object, p_note => p_note
    );
    return row(cabinet.said('phrase.saved'), '/shared/house?house=' || p_house)::lib.outcome;
end
$$;
comment on function shared.emergency_add(
    lib.house_ref, date, lib.title, lib.object_ref, text, text, lib.note
) is 'Записать аварию
Для аварий до «Сокола» и без заявки; остальные видны по заявкам.
@field p_happened_on Когда
@field p_title Что случилось
@options p_object house_object_options
@field p_object На чём
@field p_cause Причина
@field p_consequences Последствия
@submit Записать аварию
@style secondary
@icon exclamation-triangle
@needs p_house';
