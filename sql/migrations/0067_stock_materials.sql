-- Events of materials and what a company begins with.

insert into talk.event_kinds (kind, title, title_en, urgent, may_switch_off, object, icon) values
('material_low', 'Материал кончается', 'Material runs low', false, true, 'material', 'box-seam'),
('material_asked', 'Нужен материал', 'Material is needed', false, true, 'material', 'box-seam'),
('material_answered', 'Ответ на запрос материала', 'Answer on material', false, true, 'material', 'box-seam');
insert into talk.event_recipients (kind, audience, channels, page, himself) values
('material_low', 'supervisors', '{bell}', '/supervisor/material?material={id}', true),
('material_asked', 'person', '{bell}', '/manager/materials', false),
('material_asked', 'supervisors', '{bell}', '/supervisor/materials', false),
('material_answered', 'person', '{bell}', '/manager/materials', false);

insert into upkeep.stores (title, kind) values ('Главный склад', 'warehouse');
insert into upkeep.material_units (unit, title_en) values
('шт.', 'pcs'), ('м', 'm'), ('м²', 'm²'), ('м³', 'm³'), ('кг', 'kg'), ('г', 'g'), ('л', 'l'), ('мл', 'ml'), ('т', 't'),
('пог. м', 'running m'), ('рулон', 'roll'), ('упак.', 'pack'), ('мешок', 'bag'), ('пара', 'pair'), ('компл.', 'set'), ('лист', 'sheet');
insert into upkeep.material_sections (section, title_en) values
('Сантехника', 'Plumbing'), ('Электрика', 'Electrics'), ('Столярка', 'Joinery'), ('Общее', 'General'), ('Двор', 'Yard'),
('Отопление', 'Heating'), ('Кровля', 'Roof'), ('Отделка', 'Finishing'), ('Уборка', 'Cleaning');
insert into upkeep.materials (code, title, title_en, unit, category, specialization, minimum) values
('cartridge35', 'Картридж смесителя 35 мм', 'Tap cartridge 35 mm', 'шт.', 'Сантехника', 'plumber', 5),
('gasket', 'Прокладка резиновая', 'Rubber gasket', 'шт.', 'Сантехника', 'plumber', 30),
('hose', 'Подводка гибкая 60 см', 'Flexible hose 60 cm', 'шт.', 'Сантехника', 'plumber', 6),
('valve15', 'Кран шаровой 1/2"', 'Ball valve 1/2"', 'шт.', 'Сантехника', 'plumber', 6),
('siphon', 'Сифон', 'Siphon', 'шт.', 'Сантехника', 'plumber', 4),
('fum', 'Лента ФУМ', 'PTFE tape', 'шт.', 'Сантехника', 'plumber', 10),
('pipe20', 'Труба полипропиленовая 20 мм', 'Polypropylene pipe 20 mm', 'м', 'Сантехника', 'plumber', 12),
('clamp', 'Хомут ремонтный', 'Repair clamp', 'шт.', 'Сантехника', 'plumber', 6),
('lamp_led', 'Лампа светодиодная E27', 'LED lamp E27', 'шт.', 'Электрика', 'electrician', 20),
('breaker16', 'Автомат 16 А', 'Circuit breaker 16 A', 'шт.', 'Электрика', 'electrician', 8),
('cable25', 'Кабель ВВГнг 3×2,5', 'Cable 3×2.5', 'м', 'Электрика', 'electrician', 30),
('socket', 'Розетка', 'Socket', 'шт.', 'Электрика', 'electrician', 6),
('switch', 'Выключатель', 'Switch', 'шт.', 'Электрика', 'electrician', 6),
('hinge', 'Петля дверная', 'Door hinge', 'шт.', 'Столярка', 'carpenter', 4),
('closer', 'Доводчик двери', 'Door closer', 'шт.', 'Столярка', 'carpenter', 2),
('lock', 'Личинка замка', 'Lock cylinder', 'шт.', 'Столярка', 'carpenter', 3),
('sealant', 'Герметик', 'Sealant', 'шт.', 'Общее', null, 6),
('foam', 'Пена монтажная', 'Mounting foam', 'шт.', 'Общее', null, 4),
('paint', 'Краска фасадная', 'Facade paint', 'кг', 'Общее', null, 10),
('salt', 'Реагент противогололёдный', 'De-icer', 'кг', 'Двор', 'cleaner', 50);
