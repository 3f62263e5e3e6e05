insert into cabinet.texts (key, language, text) values
    ('said.attribute.number', 'en', '“{value}” is not a number'),
    ('said.attribute.integer', 'en', '“{value}” is not a whole number'),
    ('said.attribute.year', 'en', 'The year “{value}” cannot be: from 1700 to {year}'),
    ('said.attribute.range', 'en', '“{value}”: from {minimum} to {maximum} is needed'),
    ('said.attribute.boolean', 'en', '“{value}”: “Yes” or “No” is needed'),
    ('said.attribute.date', 'en', '“{value}” is not a date. Write 01.05.1980'),
    ('said.attribute.option', 'en', '“{value}” is not among the options'),
    ('said.attribute.pattern', 'en', '“{value}”: {pattern} is needed'),
    ('refusal.attribute_unknown', 'en', 'These objects have no field “{attribute}”. Choose one of the list'),
    ('refusal.condition_wrong', 'en', 'Such a condition cannot be judged. Compare a number with a number, a date with a date');
