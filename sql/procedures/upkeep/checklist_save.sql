create function upkeep.checklist_save(
    p_checklist bigint,
    p_title text,
    p_title_en text,
    p_active boolean,
    p_reason text
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A checklist; p_checklist null makes one. Errors: forbidden, not_found. */
declare
    v_checklist bigint := p_checklist;
    v_old text;
begin
    perform people.office_demand(array['supervisor']);
    if v_checklist is null then
        insert into upkeep.checklists (code, title)
        values (lib.code_of(p_title, array(select c.code from upkeep.checklists as c)), p_title)
        returning checklist_id into v_checklist;
    else
        select c.title into v_old from upkeep.checklists as c where c.checklist_id = v_checklist for update;
        if not found then
            perform cabinet.refuse('not_found', p_field => 'p_checklist');
        end if;
    end if;
    update upkeep.checklists as c
    set title = p_title, title_en = nullif(trim(p_title_en), ''), active = p_active
    where c.checklist_id = v_checklist;
    perform cabinet.rule_change_put('checklists', v_checklist::text, p_title, v_old, p_title, p_reason);
    return v_checklist;
end
$$;
comment on function upkeep.checklist_save(bigint, text, text, boolean, text) is 'A checklist
@decides';
