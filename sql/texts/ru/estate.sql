insert into cabinet.texts (key, language, text) values
    ('said.attribute.number', 'ru', '«{value}» не число'),
    ('said.attribute.integer', 'ru', '«{value}» не целое число'),
    ('said.attribute.year', 'ru', 'Года «{value}» быть не может: от 1700 до {year}'),
    ('said.attribute.range', 'ru', '«{value}»: нужно от {minimum} до {maximum}'),
    ('said.attribute.boolean', 'ru', '«{value}»: нужно «Да» или «Нет»'),
    ('said.attribute.date', 'ru', '«{value}» не дата. Напишите 01.05.1980'),
    ('said.attribute.option', 'ru', '«{value}» нет среди вариантов'),
    ('said.attribute.pattern', 'ru', '«{value}»: нужно {pattern}'),
    ('refusal.attribute_unknown', 'ru', 'Поля «{attribute}» у этих объектов нет. Выберите из списка'),
    ('refusal.condition_wrong', 'ru', 'Такое условие не считается. Сравните число с числом, дату с датой');

insert into cabinet.refusal_codes (code, status) values
    ('attribute_unknown', 422),
    ('condition_wrong', 422);
