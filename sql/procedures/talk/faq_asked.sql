create function talk.faq_asked(
    p_audience text,
    p_words text
)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Somebody searched the answers: whether anything was found; what was not is counted for the editor, without the person.
At most two thousand different searches are kept for an audience, so that nobody fills the table by play.
*/
declare
    v_words text := left(regexp_replace(lower(trim(p_words)), '\s+', ' ', 'g'), 80);
begin
    if coalesce(v_words, '') = '' or exists (select from talk.faq_list(p_audience, p_words)) then
        return true;
    end if;
    insert into talk.faq_misses as m (audience, words, last_at)
    select p_audience, v_words, lib.moment()
    where
        exists (select from talk.faq_misses as k where k.audience = p_audience and k.words = v_words)
        or (select count(*) from talk.faq_misses as k where k.audience = p_audience) < 2000
    on conflict (audience, words) do update set asked = m.asked + 1, last_at = excluded.last_at;
    return false;
end
$$;
comment on function talk.faq_asked(text, text) is 'Somebody searched the answers; what was not found is counted
@decides';
