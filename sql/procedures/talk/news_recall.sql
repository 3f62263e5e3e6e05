create function talk.news_recall(
    p_news lib.news_ref
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/*
Takes back news that wait to come out (talk.recall_time), before anybody has seen them: nothing of them stays. Only their
writer. Errors: not_found, news_out (they are seen already, and can only be taken off).
*/
declare
    v_published timestamptz := (
        select n.published_at from talk.news as n where n.news_id = p_news and n.user_id = people.me() for update
    );
begin
    perform people.office_demand(array['supervisor', 'operator']);
    if v_published is null then
        perform cabinet.refuse('not_found', p_field => 'p_news');
    elsif v_published <= lib.moment() then
        perform cabinet.refuse('news_out', p_goto => 'news');
    end if;
    delete from talk.news as n where n.news_id = p_news;
end
$$;
comment on function talk.news_recall(lib.news_ref) is 'Takes back news that nobody has seen yet
@decides';
