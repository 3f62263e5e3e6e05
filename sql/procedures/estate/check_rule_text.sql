create function estate.check_rule_text(
    p_rule estate.check_rules
)
returns text
language sql
stable
set search_path = ''
as $$
/* A rule in one line, for the history. */
select concat_ws(
    '; ', p_rule.message, estate.check_condition_said(p_rule),
    cabinet.said('phrase.check_severity.' || p_rule.severity), cabinet.said('phrase.check_owner.' || p_rule.owner),
    case when p_rule.core then cabinet.said('phrase.check_core') end,
    case when p_rule.blocks_plan then cabinet.said('phrase.check_blocks_plan') end,
    case when not p_rule.active then cabinet.said('phrase.off') end
)
$$;
comment on function estate.check_rule_text(estate.check_rules) is 'A rule in one line';
