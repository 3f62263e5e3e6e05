-- Hours and warnings that a company may want otherwise: as rows (rules.md, Routing; SLA).

insert into cabinet.settings (key, title, help, kind, value, required, minimum, maximum, area, position) values
(
    'quiet_from', 'Тихие часы начинаются', 'Письма ждут утра, кроме аварий. Житель может выбрать свои часы', 'time', '22:00', true,
    null, null, 'talk', 1
),
('quiet_until', 'Тихие часы кончаются', 'То же время, что начало: тихих часов нет', 'time', '08:00', true, null, null, 'talk', 2),
(
    'term_near_percent', 'Предупредить, когда прошло, % срока', 'Исполнителя и менеджера точки. Раньше, на половине, только исполнителя',
    'number', '80', true, 51, 99, 'orders', 15
)
on conflict (key) do nothing;
