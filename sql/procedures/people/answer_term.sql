create function people.answer_term()
returns timestamptz
language plpgsql
stable
security definer
set search_path = ''
as $$
/* When an office answer is due at the latest: the next working day of the calendar, 18:00 of the company's time zone. */
begin
    return people.working_term(1);
end
$$;
comment on function people.answer_term() is 'When an office answer is due: the next working day, 18:00';
