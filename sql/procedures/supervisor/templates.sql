create function supervisor.templates_list()
returns table (
    name text,
    version_text text,
    published boolean,
    created_at timestamptz,
    author text,
    _badge text,
    _link text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Versions of edited page, block and document templates. */
begin
    return query
    select
        t.name, '№ ' || t.template_id, t.published, t.created_at, t.author, case when t.published then 'ok' else 'muted' end,
        'templates_view?template=' || t.template_id,
        array[case
            when t.published then 'templates_withdraw?template=' || t.template_id
            else 'templates_publish?template=' || t.template_id
        end]
    from cabinet.templates_list() as t;
end
$$;
comment on function supervisor.templates_list() is 'Шаблоны
Шаблон страницы или документа заменяет стандартный. Сначала черновик и проба, потом публикация.
@bold name published
@column name Имя
@column version_text Версия
@column published Опубликован
@column created_at Когда
@empty Своих шаблонов нет: работают стандартные';

create function supervisor.templates_save(
    p_name text,
    p_source lib.template_source,
    p_template lib.template_ref default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Keeps a draft; p_template: the version it begins from. */
declare
    v_id bigint;
begin
    v_id := cabinet.template_save(p_name => p_name, p_source => p_source);
    return row(cabinet.said('phrase.draft_saved'), '/supervisor/templates-view?template=' || v_id)::lib.outcome;
end
$$;
comment on function supervisor.templates_save(text, lib.template_source, lib.template_ref) is 'Новый черновик
@prefill templates_draft
@trial p_name p_source
@field p_name Имя
@placeholder p_name resident/home.html
@field p_source Текст шаблона
@field p_template Версия
@submit Новый черновик';

create function supervisor.templates_draft(
    p_template lib.template_ref
)
returns table (
    p_name text,
    p_source text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* A version to begin from. */
begin
    return query select t.name, t.source from cabinet.templates_list(p_template) as t;
end
$$;
comment on function supervisor.templates_draft(lib.template_ref) is 'Прежняя версия
@field p_template Версия';

create function supervisor.templates_view_source(
    p_template lib.template_ref
)
returns table (
    name text,
    source lib.html,
    published boolean,
    created_at timestamptz,
    author text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* One version as it is written. Errors: not_found. */
begin
    if not exists (select from cabinet.templates_list(p_template)) then
        perform cabinet.refuse('not_found', p_field => 'p_template');
    end if;
    return query
    select
        t.name,
        ('<pre>' || replace(replace(t.source, '&', '&amp;'), '<', '&lt;') || '</pre>')::lib.html, t.published, t.created_at, t.author,
        array[
            case
                when t.published then 'templates_withdraw?template=' || t.template_id
                else 'templates_publish?template=' || t.template_id
            end,
            'templates_save?template=' || t.template_id,
            case when t.name like 'documents/%' then 'templates_try?template=' || t.template_id end
        ]
    from cabinet.templates_list(p_template) as t;
end
$$;
comment on function supervisor.templates_view_source(lib.template_ref) is 'Версия шаблона
@kind card
@field p_template Версия
@bold name
@column name Имя
@column source Текст
@column published Опубликован
@column created_at Когда';

create function supervisor.templates_publish(
    p_template lib.template_ref,
    p_reason lib.title
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Publishes a version; the one before stays as a draft. */
begin
    perform cabinet.template_publish(p_template => p_template, p_published => true, p_reason => p_reason);
    return row(cabinet.said('phrase.published'), '/supervisor/templates')::lib.outcome;
end
$$;
comment on function supervisor.templates_publish(lib.template_ref, lib.title) is 'Опубликовать
@needs p_template
@confirm Все увидят эту версию сразу
@field p_template Версия
@field p_reason Почему меняем
@submit Опубликовать';

create function supervisor.templates_withdraw(
    p_template lib.template_ref,
    p_reason lib.title
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Back to the stock template. */
begin
    perform cabinet.template_publish(p_template => p_template, p_published => false, p_reason => p_reason);
    return row(cabinet.said('phrase.withdrawn'), '/supervisor/templates')::lib.outcome;
end
$$;
comment on function supervisor.templates_withdraw(lib.template_ref, lib.title) is 'Снять
@needs p_template
@field p_template Версия
@field p_reason Почему меняем
@submit Снять
@style secondary';

create function supervisor.templates_try(
    p_template lib.template_ref
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A draft of a document template printed with real data; nobody else sees it. */
begin
    return row(
        cabinet.said('document.trial'), '/supervisor/document?document=' || cabinet.document_try(p_template)
    )::lib.outcome;
end
$$;
comment on function supervisor.templates_try(lib.template_ref) is 'Проба
@needs p_template
@submit Напечатать пробу
@icon printer
@style secondary';

create function supervisor.templates_documents()
returns table (
    title text,
    name text,
    place text,
    _badge_place text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Kinds of documents: whether the company has a template of its own. */
begin
    return query
    select
        case when lib.language() = 'en' then coalesce(k.title_en, k.title) else k.title end::text,
        'documents/' || k.document_kind || '.html',
        cabinet.said(case when t.template_id is null then 'document.template_stock' else 'document.template_own' end),
        case when t.template_id is null then 'muted' else 'ok' end,
        array['templates_change?kind=' || k.document_kind]
    from cabinet.document_kinds as k
    left join cabinet.templates_list() as t on t.name = 'documents/' || k.document_kind || '.html' and t.published
    order by k.position, k.title;
end
$$;
comment on function supervisor.templates_documents() is 'Документы
@bold title place
@column title Документ
@column name Имя шаблона
@column place Сейчас
@export no';

create function supervisor.templates_change(
    p_kind text,
    p_source lib.template_source
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A draft of the template of a kind of documents. */
declare
    v_id bigint;
begin
    v_id := cabinet.template_save(p_name => 'documents/' || p_kind || '.html', p_source => p_source);
    return row(cabinet.said('phrase.draft_saved'), '/supervisor/templates-view?template=' || v_id)::lib.outcome;
end
$$;
comment on function supervisor.templates_change(text, lib.template_source) is 'Изменить шаблон документа
Измените текст, сохраните черновик, напечатайте пробу. Документы станут такими после публикации.
@needs p_kind
@prefill templates_begin
@field p_kind Вид
@field p_source Текст шаблона
@submit Изменить';

create function supervisor.templates_begin(
    p_kind text
)
returns table (
    p_source text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The text to begin from: what documents of this kind are printed with now. */
begin
    return query select cabinet.document_template(p_kind);
end
$$;
comment on function supervisor.templates_begin(text) is 'С чего начать
@field p_kind Вид';

create function supervisor.templates_do()
returns table (
    say text,
    _actions text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What may be done here. */
begin
    return query select cabinet.said('phrase.do.templates'), array['templates_save'];
end
$$;
comment on function supervisor.templates_do() is 'Новый шаблон
@kind card
@column say -';

select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'templates', p_title => 'Шаблоны',
    p_blocks => 'templates_documents templates_list templates_do',
    p_icon => 'code-slash', p_menu => 240, p_group => 'Оформление');

select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'templates_view', p_title => 'Версия шаблона',
    p_blocks => 'templates_view_source',
    p_icon => 'code-slash');
