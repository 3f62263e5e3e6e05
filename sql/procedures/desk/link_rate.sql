create function desk.link_rate(
    p_token text,
    p_quality smallint default null,
    p_speed smallint default null,
    p_politeness smallint default null,
    p_tidiness smallint default null,
    p_comment text default null
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The rating by the link of a letter. Errors: those of people.link_begin and desk.rating_save. */
declare
    v_link people.links := people.link_begin(p_token, 'rate');
begin
    perform desk.rating_save(
        p_order => v_link.order_id, p_quality => p_quality, p_speed => p_speed, p_politeness => p_politeness,
        p_tidiness => p_tidiness, p_comment => p_comment
    );
    perform people.link_end(v_link.link_id);
end
$$;
comment on function desk.link_rate(text, smallint, smallint, smallint, smallint, text) is 'The rating by the link of a letter
@decides';
