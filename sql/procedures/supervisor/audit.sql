create function supervisor.audit_list(
    p_kind text default 'changes',
    p_search lib.search default null,
    p_from date default null,
    p_to date default null,
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    happened_at timestamptz,
    who text,
    what text,
    old_value text,
    new_value text,
    reason text,
    _total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* The journal: changes of rules, or who read personal data. */
begin
    return query
    select a.at, a.who, a.what, a.old_value, a.new_value, a.reason, a.total
    from cabinet.audit_list(
        p_kind => p_kind, p_search => p_search, p_from => p_from, p_to => p_to, p_limit => p_limit, p_offset => p_offset
    ) as a;
end
$$;
comment on function supervisor.audit_list(text, lib.search, date, date, integer, integer) is 'Журнал
@tabs p_kind
@options p_kind audit_kind_options
@filter p_search p_from p_to
@placeholder p_search Кто или что
@field p_from С
@field p_to По
@bold happened_at who what
@column happened_at Когда
@column who Кто
@column what Что
@column old_value Было
@column new_value Стало
@empty Записей нет
@personal';

create function supervisor.audit_kind_options()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Kinds of entries. */
begin
    return query
    select k.code, cabinet.said('phrase.audit.' || k.code) from unnest(array['changes', 'access']) as k (code);
end
$$;
comment on function supervisor.audit_kind_options() is 'Что';

select cabinet.page_define(
    p_cabinet => 'supervisor', p_page => 'audit', p_title => 'Журнал',
    p_blocks => 'audit_list',
    p_icon => 'journal-text', p_menu => 100, p_group => 'Связь');
