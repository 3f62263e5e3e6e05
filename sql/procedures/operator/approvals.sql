create function operator.approvals_list(
    p_status text default 'new',
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    name text,
    address text,
    proof text,
    relation text,
    phone lib.phone,
    due lib.due,
    reason text,
    _badge text,
    _actions text[],
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Requests to join, longest waiting first: is this person really of this flat? */
begin
    return query
    select r.name, r.address, r.proof, r.relation, r.phone::lib.phone, r.due::lib.due, r.reason,
        case when r.status = 'new' and r.due < lib.moment() then 'bad' end,
        case when r.status in ('new', 'need_document') then array[
            'approvals_accept?request=' || r.request_id, 'approvals_ask?request=' || r.request_id,
            'approvals_refuse?request=' || r.request_id
        ] end,
        r.total
    from people.join_requests_list(p_status => p_status, p_limit => p_limit, p_offset => p_offset) as r;
end
$$;
comment on function operator.approvals_list(text, integer, integer) is 'Подтверждения
@kind cards
@tabs p_status
@options p_status approvals_status_options
@bold name address
@column proof Чем подтверждает
@column relation Кто
@column due Ответить до
@column reason Наш ответ
@empty Все ответы даны
@personal';

create function operator.approvals_status_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* States of requests. */
begin
    return query
    select s.code, cabinet.said('phrase.join.' || s.code)
    from unnest(array['new', 'need_document', 'approved', 'refused']) as s (code);
end
$$;
comment on function operator.approvals_status_options() is 'Какие';

create function operator.approvals_accept(
    p_request lib.request_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Yes, of this flat. */
begin
    perform people.join_decide(p_request => p_request, p_decision => 'approved');
    return row(cabinet.said('phrase.join_accepted'), '/operator/approvals')::lib.outcome;
end
$$;
comment on function operator.approvals_accept(lib.request_ref) is 'Подтвердить
@needs p_request
@confirm Человек увидит заявки и показания этой квартиры
@submit Подтвердить
@icon check-lg';

create function operator.approvals_ask(
    p_request lib.request_ref,
    p_reason lib.note
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A document is needed. */
begin
    perform people.join_decide(p_request => p_request, p_decision => 'need_document', p_reason => p_reason);
    return row(cabinet.said('phrase.join_asked'), '/operator/approvals')::lib.outcome;
end
$$;
comment on function operator.approvals_ask(lib.request_ref, lib.note) is 'Попросить документ
@needs p_request
@field p_reason Какой документ нужен
@placeholder p_reason Пришлите выписку из ЕГРН или договор найма
@submit Попросить документ
@style secondary
@icon file-text';

create function operator.approvals_refuse(
    p_request lib.request_ref,
    p_reason lib.note
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* No, with the reason that the person reads. */
begin
    perform people.join_decide(p_request => p_request, p_decision => 'refused', p_reason => p_reason);
    return row(cabinet.said('phrase.join_refused'), '/operator/approvals')::lib.outcome;
end
$$;
comment on function operator.approvals_refuse(lib.request_ref, lib.note) is 'Отказать
@needs p_request
@field p_reason Почему и что можно сделать
@submit Отказать
@style danger
@icon x-circle';

select cabinet.page_define(
    p_cabinet => 'operator', p_page => 'approvals', p_title => 'Подтверждения',
    p_blocks => 'approvals_list',
    p_icon => 'person-check', p_menu => 60, p_group => 'Справка');
