-- Personal data, quiet hours, questions and answers.

insert into cabinet.texts (key, language, text) values
('said.erasure.title', 'ru', 'Ваша просьба'),
('said.erasure.term', 'ru', 'Ответим в срок, рабочих дней: {days}'),
('said.erasure.new', 'ru', 'Ждёт ответа'),
('said.erasure.done', 'ru', 'Удалено'),
('said.erasure.refused', 'ru', 'Отказ'),
('said.erasure.withdrawn', 'ru', 'Отозвана'),
('said.erasure.about', 'ru', 'Кабинет закроется, заявки и счета примем по телефону. Что останется и почему, написано на этой странице'),
('said.erasure.waits', 'ru', 'Пока не удалили, можно передумать'),
('said.erasure.asked', 'ru', 'Просьба принята. Ответим до {until}'),
('said.erasure.taken_back', 'ru', 'Ничего не удаляем. Кабинет работает как прежде'),
('said.erasure.carried_out', 'ru', 'Данные удалены. Что осталось, сказано в законе и на странице жителя'),
('said.erasure.answered', 'ru', 'Отказ с причиной отправлен жителю'),
('erasure.contacts', 'ru', 'Телефон и почта'),
('erasure.sign_in', 'ru', 'Пароль, устройства и входы'),
('erasure.notices', 'ru', 'Уведомления и письма'),
('erasure.name', 'ru', 'Имя'),
('erasure.orders', 'ru', 'Заявки и переписка по ним'),
('erasure.documents', 'ru', 'Готовые документы по заявкам'),
('erasure.payments', 'ru', 'Начисления и платежи'),
('erasure.consents', 'ru', 'Записи о согласиях'),
('erasure.goes', 'ru', 'Удалим'),
('erasure.stays_contract', 'ru', 'Собственник, наниматель и плательщик названы в счёте, пока действует договор (ЖК РФ, ст. 153–155). У остальных удалим'),
('erasure.stays_orders', 'ru', 'Хранятся 3 года после закрытия (Правила № 416, п. 38), потом тексты и фото удалим сами. Телефон и код двери удалим сразу'),
('erasure.stays_documents', 'ru', 'Акты хранятся 5 лет (402-ФЗ, ст. 29), остальные 3 года; напечатаем заново без телефона и кода двери. Наряды на день удалим'),
('erasure.stays_payments', 'ru', 'Хранятся 5 лет: бухгалтерский учёт (402-ФЗ, ст. 29)'),
('erasure.stays_consents', 'ru', 'Остаётся запись, что согласие дано и отозвано: ею мы доказываем законность обработки (152-ФЗ, ст. 9)'),
('refusal.erasure_staff', 'ru', 'Вы работаете у нас: данные сотрудника хранит кадровый учёт. Напишите управляющему'),
('refusal.erasure_asked', 'ru', 'Просьба уже у нас. Срок ответа стоит на странице «Личные данные»'),
('refusal.erasure_decided', 'ru', 'На эту просьбу уже ответили. Обновите страницу'),
('refusal.erasure_orders', 'ru', 'Открытых заявок: {n}. Мастеру нужен телефон: закончите их или отклоните, потом удалите данные'),
('event.erasure_asked.supervisors', 'ru', 'Житель просит удалить личные данные. Ответьте до {until}.'),
('event.erasure_refused.person', 'ru', 'Данные удалить не можем: {reason}. Не согласны? Ответьте на письмо или позвоните.'),
('refusal.quiet_half', 'ru', 'Укажите оба часа: начало и конец'),
('refusal.quiet_wrong', 'ru', 'Выберите час из списка'),
('said.faq.noted', 'ru', 'Такого ответа пока нет. Мы записали вопрос и допишем'),
('said.faq.resident', 'ru', 'Жители'),
('said.faq.guest', 'ru', 'Гости'),
('said.faq.shown', 'ru', 'Показан'),
('said.faq.hidden', 'ru', 'Скрыт'),
('said.faq.saved', 'ru', 'Сохранено'),
('said.faq.dropped', 'ru', 'Убрано из списка'),
('refusal.faq_audience', 'ru', 'Отметьте, кому показать: жителям, гостям или обоим'),
('refusal.faq_words', 'ru', 'Напишите вопрос до 300 знаков и ответ до 4000')
on conflict (key, language) do update
set text = excluded.text
where not cabinet.texts.edited;

insert into cabinet.refusal_codes (code, status) values
('erasure_staff', 409),
('erasure_asked', 409),
('erasure_decided', 409),
('erasure_orders', 409),
('quiet_half', 422),
('quiet_wrong', 422),
('faq_audience', 422),
('faq_words', 422)
on conflict (code) do update
set status = excluded.status;
