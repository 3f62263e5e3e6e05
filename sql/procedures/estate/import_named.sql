create function estate.import_named(
    p_relation text,
    p_key jsonb
)
returns text
language plpgsql
stable
set search_path = ''
as $$
/* A row of a load in words: an address, a number, a name. */
begin
    return case p_relation
        when 'estate.houses' then (
            select h.street || ', ' || h.number from estate.houses as h where h.house_id = (p_key ->> 'house_id')::bigint)
        when 'estate.entrances' then (
            select h.street || ', ' || h.number
            from estate.entrances as e
            join estate.houses as h on h.house_id = e.house_id
            where e.entrance_id = (p_key ->> 'entrance_id')::bigint)
        when 'estate.premises' then people.place_label((p_key ->> 'premise_id')::bigint)
        when 'money.accounts' then (
            select a.number from money.accounts as a where a.account_id = (p_key ->> 'account_id')::bigint)
        when 'people.users' then (
            select lib.person_short(u.name) from people.users as u where u.user_id = (p_key ->> 'user_id')::bigint)
        when 'people.staff' then (
            select lib.person_short(s.name) from people.staff as s where s.staff_id = (p_key ->> 'staff_id')::bigint)
        when 'people.permits' then (
            select lib.person_short(s.name)
            from people.permits as p
            join people.staff as s on s.staff_id = p.staff_id
            where p.permit_id = (p_key ->> 'permit_id')::bigint)
        when 'people.staff_specializations' then (
            select lib.person_short(s.name) from people.staff as s where s.staff_id = (p_key ->> 'staff_id')::bigint)
        when 'desk.services' then (
            select v.title from desk.services as v where v.service_id = (p_key ->> 'service_id')::bigint)
    end;
end
$$;
comment on function estate.import_named(text, jsonb) is 'A row of a load in words
@internal';
