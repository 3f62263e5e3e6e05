create function estate.check_rules_follow()
returns void
language plpgsql
volatile
as $$
/*
A rule for everything a field of a passport demands: required, least, most, pattern, options. So what an administrator adds as
rows is checked at once. Rules that exist are left as they are; whether they apply now is judged by estate.check_rules_live.
*/
begin
    insert into estate.check_rules (
        rule, title, title_en, object_type, attribute, kind, operator, severity, message, message_en, derived, position
    )
    select
        a.object_type || '_' || a.code || '_' || d.suffix, d.title, d.title_en, a.object_type, a.code, 'declarative', d.operator,
        d.severity, d.message, d.message_en, true, 40 + d.n
    from estate.attributes as a
    join estate.object_types as t on t.object_type = a.object_type
    cross join lateral (
        values
        (1, 'missing', 'missing', a.required, 'error', 'Не заполнено: {field}', 'Not filled in: {field}',
            '{field}: не заполнено', '{field}: not filled in'),
        (2, 'below', '<', a.minimum is not null, 'error', 'Меньше возможного: {field}', 'Below what can be: {field}',
            '{field} {value}: меньше {other}', '{field} {value}: below {other}'),
        (3, 'above', '>', a.maximum is not null, 'error', 'Больше возможного: {field}', 'Above what can be: {field}',
            '{field} {value}: больше {other}', '{field} {value}: above {other}'),
        (4, 'pattern', 'not_matches', a.pattern is not null, 'error', 'Не по образцу: {field}', 'Not as it must be: {field}',
            '{field} «{value}»: нужно {pattern}', '{field} “{value}”: {pattern} is needed'),
        (5, 'option', 'not_in_options', a.kind in ('option', 'options'), 'warning', 'Нет среди вариантов: {field}',
            'Not among the options: {field}', '{field} «{value}»: такого варианта нет', '{field} “{value}”: no such option')
    ) as d (n, suffix, operator, demanded, severity, title, title_en, message, message_en)
    where d.demanded and a.active
    on conflict (rule) do nothing;

    -- as many objects in the books as the passport of the house counts
    insert into estate.check_rules (
        rule, title, title_en, object_type, attribute, kind, predicate, other_sql, severity, message, message_en, derived, position
    )
    select
        'house_' || t.object_type || '_counted', 'Заведены не все: ' || t.title, 'Not all entered: ' || coalesce(t.title_en, t.title),
        'house', t.counted_by, 'sql', format('estate.fact_number(h."values", %L) <> ', t.counted_by) || s.counted, s.counted,
        'warning', '{field}: в паспорте {value}, в учёте {other}', '{field}: {value} in the passport, {other} in the books', true, 50
    from estate.object_types as t
    cross join lateral (
        select format(
            '(select count(*) from estate.objects as o where o.house_id = h.house_id and o.object_type = %L'
            || ' and o.retired_on is null)', t.object_type
        ) as counted
    ) as s
    where t.active and not t.core and exists (
        select from estate.attributes as a where a.object_type = 'house' and a.code = t.counted_by
    )
    on conflict (rule) do nothing;
end
$$;
comment on function estate.check_rules_follow() is 'Rules out of the fields of passports
@internal';
