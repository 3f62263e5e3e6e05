create function talk.outage_heard(
    p_code text,
    p_outage lib.outage_ref
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
«У меня тоже» by the poster of an entrance, without a person: counted for the entrance, so many an hour as the setting poster_hour_limit says.
Errors: qr_unknown, not_found (not of this entrance), report_many.
*/
declare
    v_place record;
begin
    select e.house_id, e.entrance_id into v_place from people.poster_place(p_code) as e;
    if v_place.entrance_id is null then
        perform cabinet.refuse('qr_unknown', p_goto => '/guest/contacts');
    elsif not exists (
        select from talk.outages_at(v_place.house_id, v_place.entrance_id) as a where a.outage_id = p_outage
    ) then
        perform cabinet.refuse('not_found', p_field => 'p_outage');
    elsif (
        select count(*) from talk.outage_answers as a
        where
            a.outage_id = p_outage and a.entrance_id = v_place.entrance_id and a.premise_id is null
            and a.answered_at > lib.moment() - interval '1 hour'
    ) >= cabinet.setting('poster_hour_limit')::integer then
        perform cabinet.refuse(
            'report_many', p_goto => '/guest/contacts',
            p_values => jsonb_build_object('phone', cabinet.setting('emergency_phone')));
    end if;
    insert into talk.outage_answers (outage_id, house_id, entrance_id, kind)
    values (p_outage, v_place.house_id, v_place.entrance_id, 'me_too');
end
$$;
comment on function talk.outage_heard(text, lib.outage_ref) is '«У меня тоже» by a poster
@decides';
