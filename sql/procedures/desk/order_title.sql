create function desk.order_title(
    p_service bigint,
    p_title text
)
returns text
language sql
stable
as $$
/* What an order is about in the language of the reader: the name of its service in English, else as it was filed. */
select case
    when lib.language() = 'en' then coalesce((select s.title_en from desk.services as s where s.service_id = p_service), p_title)
    else p_title
end
$$;
comment on function desk.order_title(bigint, text) is 'What an order is about in the language of the reader';
