create function talk.news_withdraw(
    p_news lib.news_ref
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Takes news off the pages now; the text stays in the journal. Errors: not_found. */
begin
    perform people.office_demand(array['supervisor', 'operator']);
    update talk.news as n
    set until = lib.moment()
    where n.news_id = p_news and (n.until is null or n.until > lib.moment());
    if not found then
        perform cabinet.refuse('not_found');
    end if;
end
$$;
comment on function talk.news_withdraw(lib.news_ref) is 'Takes news off the pages
@decides';
