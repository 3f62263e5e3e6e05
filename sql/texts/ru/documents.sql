insert into cabinet.refusal_codes (code, status) values
('document_kind_none', 422),
('document_no_email', 409),
('document_letters', 429),
('document_failed', 409),
('documents_none', 409),
('documents_many', 422),
('documents_days', 422);

insert into cabinet.texts (key, language, text) values
('refusal.document_kind_none', 'ru', 'Это шаблон не документа. Имя шаблона документа: documents/вид.html, где вид – из списка «Документы»'),
('refusal.document_no_email', 'ru', 'В вашем профиле нет почты. Укажите её в профиле или скачайте документ'),
('refusal.document_letters', 'ru', 'За час можно отправить {limit} писем с документами. Скачайте документ или попробуйте позже'),
('refusal.document_failed', 'ru', 'Этот документ не напечатался. Сделайте его заново'),
('refusal.documents_none', 'ru', 'Делать не из чего: ничего не нашлось. Выберите другой день или период'),
('refusal.documents_many', 'ru', 'За один раз можно сделать {limit} документов, а здесь {count}. Возьмите период короче или один дом'),
('refusal.documents_days', 'ru', 'Последний день раньше первого. Поменяйте их местами'),
('document.waiting', 'ru', 'Печатаем. Это займёт несколько секунд'),
('document.failed', 'ru', 'Не получилось напечатать: в шаблоне ошибка. Управляющий увидит её в разделе «Шаблоны»; сделайте документ заново, когда её исправят'),
('document.waiting_short', 'ru', 'Печатается'),
('document.failed_short', 'ru', 'Не напечатан'),
('document.mailed', 'ru', 'Отправим на {email}'),
('document.letter', 'ru', 'Здравствуйте!

Во вложении документ «{title}».

{company}'),
('document.trial', 'ru', 'Проба печатается. Её видите только вы'),
('document.template_stock', 'ru', 'Стандартный'),
('document.template_own', 'ru', 'Свой'),
('document.dispute', 'ru', 'Материалы по заявке № {number}'),
('document.day_orders', 'ru', 'Наряд на день, {name}'),
('document.duty_roster', 'ru', 'График дежурств, {month}'),
('document.of_order', 'ru', 'Сделать документ'),
('document.lot', 'ru', '{done} из {total}'),
('document.do', 'ru', 'Документы печатаются в фоне; пачку можно скачать одним файлом'),
('ui.paper_download', 'ru', 'Скачать PDF'),
('ui.paper_print', 'ru', 'Печать'),
('ui.paper_sheet', 'ru', 'Лист'),
('ui.paper_all', 'ru', 'Скачать всё одним PDF'),
('ui.paper_more', 'ru', 'Здесь первые 10 листов, в файле все. Листов:'),
('document.failed_why', 'ru', 'Не получилось напечатать. {why}'),
('document.error.time', 'ru', 'Печать шла слишком долго: в шаблоне цикл без конца или документ слишком длинный'),
('document.error.memory', 'ru', 'Не хватило памяти: шаблон делает слишком много'),
('document.error.size', 'ru', 'Документ получился слишком большим'),
('document.error.lost', 'ru', 'Программа печати трижды остановилась на этом документе'),
('phrase.health.documents', 'ru', 'Документы не напечатаны'),
('phrase.health.documents.advice', 'ru', 'Проверьте, что «sokol worker» запущен, и его журнал: там сказано, что не так в шаблоне'),
('phrase.health.documents.value', 'ru', 'Ждут дольше минуты или не получились за неделю: {amount}');
