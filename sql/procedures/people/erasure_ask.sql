create function people.erasure_ask()
returns timestamptz
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
The acting person asks to erase their personal data; returns when we answer at the latest: in the working days of the setting
erasure_days (ФЗ-152, ст. 20 ч. 1, ст. 21 ч. 5.1). Errors: erasure_staff (a staff member's data are kept by the labour contract), erasure_asked.
*/
declare
    v_me bigint := people.me();
    v_until timestamptz := people.working_term(cabinet.setting('erasure_days')::integer);
begin
    if v_me is null then
        perform cabinet.refuse('sign_in', p_goto => '/guest/sign-in');
    elsif people.works_here(v_me) then
        perform cabinet.refuse('erasure_staff');
    end if;
    insert into people.erasure_requests (user_id, asked_at, answer_by)
    values (v_me, lib.moment(), v_until)
    on conflict (user_id) where status = 'new' do nothing;
    if not found then
        perform cabinet.refuse('erasure_asked');
    end if;
    perform talk.event_raise(
        'erasure_asked', v_me, p_user => v_me, p_values => jsonb_build_object('until', people.day_said(v_until))
    );
    return v_until;
end
$$;
comment on function people.erasure_ask() is 'The acting person asks to erase their personal data
@decides';
