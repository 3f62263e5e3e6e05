create function people.consent_change(
    p_kind text,
    p_given boolean
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
The acting person gives or withdraws a consent (ФЗ-152, ст. 9). A consent without which the cabinet cannot work is
withdrawn together with the cabinet only: refusal `consent_required` says how.
*/
begin
    if people.me() is null then
        perform cabinet.refuse('sign_in', p_goto => '/guest/sign-in');
    end if;
    if (people.consent_text(p_kind)).consent_text_id is null then
        perform cabinet.refuse('not_found');
    end if;
    if p_given then
        perform people.consent_give(people.me(), p_kind);
        return;
    end if;
    if (people.consent_text(p_kind)).required then
        perform cabinet.refuse(
            'consent_required', p_values => jsonb_build_object('phone', cabinet.setting('office_phone'))
        );
    end if;
    update people.consents as c
    set withdrawn_at = lib.moment()
    from people.consent_texts as t
    where t.consent_text_id = c.consent_text_id
        and t.kind = p_kind
        and c.user_id = people.me()
        and c.withdrawn_at is null;
end
$$;
comment on function people.consent_change(text, boolean) is 'The acting person gives or withdraws a consent
@decides';
