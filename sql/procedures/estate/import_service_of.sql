create function estate.import_service_of(
    p_place text,
    p_category text
)
returns table (
    to_place text,
    to_category text,
    trade text
)
language sql
stable
rows 1
set search_path = ''
as $$
/* Place, category and trade of ours for a place and a category of the classifier (domain.md 5.3). */
select
    case
        when p_category in ('Лифт', 'Подъемник для инвалидов') then 'lift'
        when p_place = 'Подъезд' then 'entrance'
        when p_place in ('Двор', 'Детская/спортивная площадка', 'Контейнерная площадка', 'Тротуары, дороги, газоны', 'Паркинг')
            then 'yard'
        when p_place in ('Кровля', 'Фасады', 'Чердаки, подвалы', 'Безопасность') then 'house'
        else 'flat'
    end,
    case when p_place in ('Квартира', 'Подъезд', 'Двор') then p_category else p_place || ': ' || p_category end,
    case
        when p_category in ('Лифт', 'Подъемник для инвалидов') then 'lift_mechanic'
        when p_place = 'Кровля' then 'roofer'
        when p_category in ('Вода', 'Канализация', 'Счетчики') then 'plumber'
        when p_category = 'Отопление' then 'heating'
        when p_category in ('Электрика', 'Домофон', 'Видеонаблюдение', 'Интернет', 'ТВ', 'Противопожарная защита')
            then 'electrician'
        when p_category in ('Уборка', 'Мусоропровод') then 'cleaner'
        when p_category = 'Ремонт' then 'carpenter'
        else 'general'
    end
$$;
comment on function estate.import_service_of(text, text) is 'Place, category and trade for those of the classifier
@internal';
