-- Stores and what is in them at the beginning; what the work reports use is taken from there.
select set_config('sokol.moment', (c.begins - interval '12 hours')::text, true) from demo.clock as c;

create table demo.stock_words (
    code text primary key,
    pattern text not null
);
comment on table demo.stock_words is 'Which words of a work report are a material of the stock';
insert into demo.stock_words (code, pattern) values
('cartridge35', '^картридж'), ('gasket', '^прокладк'), ('hose', '^подводка'), ('valve15', '^кран шаровой'), ('fum', '^лента фум'),
('pipe20', '^труба'), ('clamp', '^хомут'), ('lamp_led', '^лампа'), ('breaker16', '^автомат'), ('socket', '^розетка'),
('switch', '^выключатель'), ('sealant', '^герметик');

select demo.by('supervisor@example.ru', 'supervisor', format(
    'select upkeep.store_save(null, %L, p_staff => %L)', 'С собой: ' || lib.person_short(c.name), c.staff_id
))
from demo.crew as c
where c.handle ~ '^(plumber|electrician|carpenter)\d' order by c.n;

select demo.by('supervisor@example.ru', 'supervisor', format(
    'select upkeep.stock_receive(%L, %L, %L, %L, %L)', s.store_id, m.material_id,
    30 * (3 + demo.pick('stock' || m.code, 7)), p.price, 'УПД № ' || 300 + demo.pick('bill' || m.category, 90)
))
from upkeep.stores as s
cross join upkeep.materials as m
join (values
    ('cartridge35', 412.50), ('gasket', 8), ('hose', 186), ('valve15', 354), ('siphon', 690), ('fum', 38), ('pipe20', 74),
    ('clamp', 218), ('lamp_led', 96), ('breaker16', 287), ('cable25', 112), ('socket', 245), ('switch', 198), ('hinge', 165),
    ('closer', 2140), ('lock', 780), ('sealant', 326), ('foam', 415), ('paint', 283), ('salt', 21)
) as p (code, price) on p.code = m.code
where s.title = 'Главный склад'
order by m.material_id;

select demo.by('supervisor@example.ru', 'supervisor', format(
    'select upkeep.stock_transfer(%L, %L, %L, %L)', w.store_id, s.store_id, m.material_id, 4 + demo.pick(s.title || m.code, 5)
))
from upkeep.stores as w
cross join upkeep.stores as s
join people.staff_specializations as t on t.staff_id = s.staff_id
join upkeep.materials as m on m.specialization = t.specialization
where w.title = 'Главный склад'
order by s.store_id, m.material_id;

create type demo.taken as (lines upkeep.stock_line [], rest text);

create function demo.used(
    p_words text
)
returns demo.taken
language plpgsql
stable
security definer
set search_path = ''
as $$
/* «картридж, 1 шт.; ветошь» as lines of the stock of the acting performer or the warehouse, and the words that are left. */
declare
    v_found record;
    v_taken demo.taken := ('{}', null);
begin
    for v_found in
        select w.part, s.store_id, s.material_id, s.quantity
        from regexp_split_to_table(p_words, '\s*;\s*') with ordinality as w (part, n)
        left join lateral (
            select k.store_id, k.material_id, x.quantity
            from demo.stock_words as p
            join upkeep.materials as m on m.code = p.code
            cross join lateral (
                select coalesce(replace((regexp_match(w.part, ', (\d+(?:,\d+)?) (?:шт|м)'))[1], ',', '.')::numeric, 1) as quantity
            ) as x
            join upkeep.stock as k on k.material_id = m.material_id and k.quantity >= x.quantity
            join upkeep.stores as o on o.store_id = k.store_id
            where lower(w.part) ~ p.pattern and (o.staff_id = people.my_staff() or o.kind = 'warehouse' and o.zone_id is null)
            order by o.kind = 'person' desc
            limit 1
        ) as s on true
        order by w.n
    loop
        if v_found.store_id is null then
            v_taken.rest := concat_ws('; ', v_taken.rest, v_found.part);
        else
            v_taken.lines := v_taken.lines || row(v_found.store_id, v_found.material_id, v_found.quantity)::upkeep.stock_line;
        end if;
    end loop;
    return v_taken;
end
$$;
