create function operator.order_rate(
    p_order lib.order_ref,
    p_quality lib.rating default null,
    p_speed lib.rating default null,
    p_politeness lib.rating default null,
    p_tidiness lib.rating default null,
    p_comment text default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The rating in the resident's words; an aspect left out means «не могу сказать». */
begin
    perform desk.rating_save(
        p_order => p_order, p_quality => p_quality, p_speed => p_speed, p_politeness => p_politeness,
        p_tidiness => p_tidiness, p_price => null, p_comment => p_comment
    );
    return row(cabinet.said('phrase.order.rated'), '/operator/order?order=' || p_order)::lib.outcome;
end
$$;
comment on function operator.order_rate(
    lib.order_ref, lib.rating, lib.rating, lib.rating, lib.rating, text
) is 'Оценка со слов
@needs p_order
@field p_comment Что сказал житель
@submit Записать оценку
@style secondary
@icon star';

select cabinet.page_define(
    p_cabinet => 'operator', p_page => 'order', p_title => 'Заявка',
    p_blocks => 'order_card order_steps order_linked order_thread order_gallery order_report order_rating order_control order_timeline'
    || ' | order_more order_why order_members order_flat order_entrance order_house order_papers',
    p_icon => 'tools',
    p_up => 'orders');
