create function people.consent_give(
    p_user bigint,
    p_kind text,
    p_address inet default null
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Keeps that a person consented to the text of a kind that is in force today, unless that very version is given. */
declare
    v_text people.consent_texts := people.consent_text(p_kind);
begin
    insert into people.consents (user_id, consent_text_id, address, session_id)
    select
        p_user, v_text.consent_text_id, p_address,
        (
            select s.session_id
            from people.sessions as s
            where current_setting('sokol.session', true) ~ '^[0-9a-f]{64}$'
                and s.key_hash = people.key_hash(current_setting('sokol.session', true))
        )
    where v_text.consent_text_id is not null
        and not exists (
            select
            from people.consents as c
            where c.user_id = p_user and c.consent_text_id = v_text.consent_text_id and c.withdrawn_at is null
        );
end
$$;
comment on function people.consent_give(bigint, text, inet) is 'Keeps that a person consented to a text
@internal';
