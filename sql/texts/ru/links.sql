-- Answers without signing in: the page of a link and the lines of a letter that carry it.

insert into cabinet.texts (key, language, text) values
('said.link.title', 'ru', 'Ответ по заявке {number}'),
('said.link.note', 'ru', 'Ссылка из письма действует один раз и только для этой заявки. Пока вы не нажали кнопку, ничего не меняется'),
('said.link.used', 'ru', 'Ссылка уже использована'),
('said.link.expired', 'ru', 'Срок ссылки прошёл'),
('said.link.void', 'ru', 'Отвечать уже не нужно'),
('said.link.unknown', 'ru', 'Ссылка не действует'),
('said.link.sign_in', 'ru', 'Войдите, чтобы увидеть ответ и всё о заявке'),
('said.link.returned', 'ru', 'Заявка вернулась в работу. Сделаем до {due}'),
('refusal.link_unknown', 'ru', 'Эта ссылка не действует. Откройте её из письма целиком или войдите в кабинет'),
('refusal.link_used', 'ru', 'Ссылка уже использована. Войдите, чтобы увидеть ответ'),
('refusal.link_expired', 'ru', 'Срок ссылки прошёл. Войдите, чтобы ответить'),
('refusal.link_void', 'ru', 'Отвечать уже не нужно: заявка пошла дальше. Войдите, чтобы увидеть, что с ней'),
('refusal.link_many', 'ru', 'Ответов по ссылкам за час: {limit}. Войдите в кабинет или позвоните {phone}'),
('letter.link_work', 'ru', e'Сделано или не сделано? Ответьте без входа:\n{link}\nСсылка для вас одного, действует один раз до {until}. Не пересылайте её.'),
('letter.link_answer', 'ru', e'Ответить без входа:\n{link}\nСсылка для вас одного, действует один раз до {until}. Не пересылайте её.'),
('letter.link_visit', 'ru', e'Перенести визит без входа:\n{link}\nСсылка для вас одного, действует один раз до {until}. Не пересылайте её.'),
('letter.link_rate', 'ru', e'Оценить работу без входа:\n{link}\nСсылка для вас одного, действует один раз до {until}. Не пересылайте её.')
on conflict (key, language) do update
set text = excluded.text
where not cabinet.texts.edited;

insert into cabinet.refusal_codes (code, status) values
('link_unknown', 409),
('link_used', 409),
('link_expired', 409),
('link_void', 409),
('link_many', 429)
on conflict (code) do update set status = excluded.status;
