create function talk.faq_miss_drop(
    p_audience text,
    p_words text
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Takes a search off the list of what was not found. By the supervisor. Errors: not_found. */
begin
    perform people.office_demand();
    delete from talk.faq_misses as m where m.audience = p_audience and m.words = p_words;
    if not found then
        perform cabinet.refuse('not_found');
    end if;
end
$$;
comment on function talk.faq_miss_drop(text, text) is 'Takes a search off the list of what was not found
@decides';
