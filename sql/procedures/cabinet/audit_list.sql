create function cabinet.audit_list(
    p_kind text default null,
    p_search text default null,
    p_from date default null,
    p_to date default null,
    p_limit integer default 20,
    p_offset integer default 0
)
returns table (
    at timestamptz,
    who text,
    what text,
    old_value text,
    new_value text,
    reason text,
    total bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/*
The company's journal: reading of personal data (p_kind access, ФЗ-152) or changes of rules and settings (changes).
Newest first; total counts 1,001 from the page on at most, so that a long journal stays quick.
*/
declare
    v_from timestamptz := coalesce(p_from::timestamptz, '-infinity');
    v_to timestamptz := coalesce((p_to + 1)::timestamptz, 'infinity');
    v_people bigint[];
begin
    perform people.office_demand(array['supervisor', 'admin']);
    if p_search is not null then
        select array_agg(found.user_id)
        into v_people
        from (
            select u.user_id
            from people.users as u
            where u.search like '%' || lower(replace(p_search, 'ё', 'е')) || '%'
            limit 1000
        ) as found;
    end if;
    if p_kind = 'access' then
        return query
        with found as (
            select a.access_id, a.happened_at, a.user_id, a.cabinet, a.place, a.parameters
            from cabinet.access_log as a
            where
                a.happened_at >= v_from and a.happened_at < v_to
                and (p_search is null or a.user_id = any (coalesce(v_people, '{}')))
            order by a.access_id desc
            limit p_offset + greatest(p_limit, 1001)
        )
        select
            f.happened_at, lib.person_short(u.name), cabinet.access_said(f.cabinet, f.place), null::text,
            (
                select string_agg(coalesce(l.text, g.key) || ' ' || g.value, ', ' order by g.key)
                from jsonb_each_text(f.parameters) as g
                left join cabinet.texts as l on l.key = 'label.' || substr(g.key, 3) and l.language = lib.language()
            ), null::text, (select count(*) from found)
        from (select * from found order by found.access_id desc limit p_limit offset p_offset) as f
        left join people.users as u on u.user_id = f.user_id
        order by f.access_id desc;
        return;
    end if;
    return query
    with found as (
        select 'rule' as journal, c.rule_change_id as id, c.changed_at
        from cabinet.rule_changes as c
        where
            c.changed_at >= v_from and c.changed_at < v_to
            and (p_search is null or c.title || ' ' || c.user_name ilike '%' || p_search || '%')
        union all
        select 'setting', h.setting_history_id, h.changed_at
        from cabinet.setting_history as h
        join cabinet.settings as s on s.key = h.key
        left join people.users as u on u.user_id = h.user_id
        where
            h.changed_at >= v_from and h.changed_at < v_to
            and (p_search is null or s.title || ' ' || u.name ilike '%' || p_search || '%')
    ),

    -- an import changes thousands of houses: only what is shown is put into words
    shown as (
        select f.*, count(*) over () as total from found as f order by f.changed_at desc, f.id desc limit p_limit offset p_offset
    )

    select
        s.changed_at, lib.person_short(coalesce(c.user_name, u.name)),
        case
            -- a changed text is named by what it says now, not by its key
            when c.area = 'texts' then cabinet.said('phrase.audit_text', jsonb_build_object('text', left(cabinet.said(c.title), 60)))
            when c.rule_change_id is not null then c.title
            else cabinet.setting_said(t.key, t.title)
        end,
        case when h.key is not null then cabinet.value_said(h.old_value, t.kind) else nullif(concat_ws(
            '; ', cabinet.value_said(c.old_value),
            estate.values_said(c.object_type, c.old_values, array(select jsonb_object_keys(c.old_values)), true)), '') end,
        case when h.key is not null then cabinet.value_said(h.new_value, t.kind) else nullif(concat_ws(
            '; ', cabinet.value_said(c.new_value),
            estate.values_said(c.object_type, c.new_values, array(select jsonb_object_keys(c.new_values)))), '') end,
        coalesce(c.reason, h.reason), s.total
    from shown as s
    left join cabinet.rule_changes as c on s.journal = 'rule' and c.rule_change_id = s.id
    left join cabinet.setting_history as h on s.journal = 'setting' and h.setting_history_id = s.id
    left join cabinet.settings as t on t.key = h.key
    left join people.users as u on u.user_id = h.user_id
    order by s.changed_at desc, s.id desc;
end
$$;
comment on function cabinet.audit_list(text, text, date, date, integer, integer) is
'The journal: reading of personal data, changes of rules and settings
@decides';
