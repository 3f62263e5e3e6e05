create function estate.version_demand(
    p_area text,
    p_id bigint,
    p_version integer,
    p_shown integer,
    p_goto text
)
returns void
language plpgsql
stable
as $$
/*
Refuses when a house or an object is not as the acting person had it before their eyes (p_shown; null asks nothing): who
changed it and what, with the way to its page.
Errors: house_changed (409).
*/
begin
    if p_shown is null or p_shown = p_version then
        return;
    end if;
    perform cabinet.refuse(
        'house_changed',
        p_values => coalesce((
            select jsonb_build_object('who', lib.person_short(c.user_name), 'what', left(coalesce(
                estate.values_said(c.object_type, c.new_values, array(select jsonb_object_keys(c.new_values))), c.new_value, '—'
            ), 200))
            from cabinet.rule_changes as c
            where c.area = p_area and c.object_key = p_id::text
            order by c.rule_change_id desc
            limit 1
        ), jsonb_build_object('who', cabinet.said('phrase.actor.job'), 'what', '—')),
        p_goto => p_goto, p_goto_label => 'ui.show_changes'
    );
end
$$;
comment on function estate.version_demand(text, bigint, integer, integer, text) is 'Refuses when somebody changed it meanwhile
@internal';
