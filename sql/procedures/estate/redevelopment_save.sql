create function estate.redevelopment_save(
    p_premise lib.premise_ref,
    p_title text,
    p_state text,
    p_found_on date,
    p_document text default null,
    p_decided_on date default null,
    p_note text default null,
    p_redevelopment lib.redevelopment_ref default null
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Writes down a redevelopment of a premise (ЖК РФ, ст. 25–29) or changes it; legalised only by a document. Returns its id.
Errors: not_found, redevelopment_document (422), redevelopment_day (422).
*/
declare
    v_house bigint := (select p.house_id from estate.premises as p where p.premise_id = p_premise);
    v_redevelopment bigint := p_redevelopment;
begin
    perform estate.objects_demand(v_house);
    if p_state not in ('found', 'claimed', 'legalised', 'restored') then
        perform cabinet.refuse('not_found', p_field => 'p_state');
    elsif p_state = 'legalised' and nullif(trim(p_document), '') is null then
        perform cabinet.refuse('redevelopment_document', p_field => 'p_document');
    elsif p_found_on > people.today() or p_decided_on < p_found_on then
        perform cabinet.refuse(
            'redevelopment_day', p_field => case when p_found_on > people.today() then 'p_found_on' else 'p_decided_on' end
        );
    end if;
    if p_redevelopment is null then
        insert into estate.redevelopments (
            house_id, premise_id, title, state, document, found_on, decided_on, note, user_id, created_at
        )
        values (
            v_house, p_premise, p_title, p_state, nullif(trim(p_document), ''), p_found_on, p_decided_on, p_note,
            people.me(), lib.moment()
        )
        returning redevelopment_id into v_redevelopment;
    else
        update estate.redevelopments as r
        set
            title = p_title, state = p_state, document = nullif(trim(p_document), ''), found_on = p_found_on,
            decided_on = p_decided_on, note = p_note, user_id = people.me()
        where r.redevelopment_id = p_redevelopment and r.premise_id = p_premise;
        if not found then
            perform cabinet.refuse('not_found');
        end if;
    end if;
    return v_redevelopment;
end
$$;
comment on function estate.redevelopment_save(
    lib.premise_ref, text, text, date, text, date, text, lib.redevelopment_ref
) is 'Writes down a redevelopment of a premise
@decides';
