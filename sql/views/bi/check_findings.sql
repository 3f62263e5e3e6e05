create view bi.check_findings as
/* What the check of house data found, mended and excused ones too, without the values: those may be words. */
select
    f.finding_id,
    f.rule,
    r.title as rule_title,
    r.object_type,
    r.attribute,
    r.severity,
    r.blocks_plan,
    r.core,
    f.house_id,
    h.zone_id,
    f.object_id,
    f.entrance_id,
    f.premise_id,
    f.found_at,
    f.cleared_at,
    f.excused_at,
    f.staff_id,
    f.due_on,
    f.cleared_at is null and f.excused_at is null as open,
    extract(epoch from coalesce(f.cleared_at, f.excused_at, lib.moment()) - f.found_at) / 86400 as days_open
from estate.check_findings as f
join estate.check_rules as r on r.rule = f.rule
join estate.houses as h on h.house_id = f.house_id;
comment on view bi.check_findings is 'Findings of the check of house data. One row per finding';
comment on column bi.check_findings.rule_title is 'Title of the rule; {field} stands for the field it looks at';
comment on column bi.check_findings.attribute is 'Code of the field to mend';
comment on column bi.check_findings.blocks_plan is 'Keeps the house out of the preventive plan';
comment on column bi.check_findings.core is 'The house is not complete while such a finding is open';
comment on column bi.check_findings.cleared_at is 'Mended; null: not yet';
comment on column bi.check_findings.excused_at is 'Made an exception; it counts no more';
comment on column bi.check_findings.staff_id is 'To whom it was given';
comment on column bi.check_findings.days_open is 'Days from found to mended or excused, else to now';
