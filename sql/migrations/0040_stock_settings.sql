-- Stock rows: settings of the company, options of the product, texts of consents, kinds of identity's events.

insert into cabinet.settings (key, title, help, kind, value, minimum, maximum, area, position) values
('company_name', 'Название компании', 'Стоит на каждой странице и в письмах', 'text', 'Уютный дом', null, null, 'company', 1),
('company_short_name', 'Короткое название', 'Под значком на экране телефона', 'text', 'Сокол', null, null, 'company', 2),
('emergency_phone', 'Аварийная служба', 'Круглосуточно; виден всем, и без сети тоже', 'phone', '+74232000112', null, null, 'company', 3),
('office_phone', 'Диспетчер', 'Куда звонить по остальным вопросам', 'phone', '+74232000100', null, null, 'company', 4),
('office_hours', 'Часы приёма', null, 'text', 'Понедельник – пятница, 8:00–17:00, обед 12:00–13:00', null, null, 'company', 5),
('office_address', 'Адрес офиса', null, 'text', 'Садовая, 1', null, null, 'company', 6),
('office_email', 'Почта компании', null, 'email', 'dom@example.ru', null, null, 'company', 7),
('company_licence', 'Лицензия', 'Номер и дата', 'text', null, null, null, 'company', 8),
(
    'company_max', 'Страница в MAX',
    'Адрес, https://…; обязательный канал обращений с 01.09.2026 (Правила № 416). Виден в контактах',
    'text', null, null, null, 'company', 9
),
('time_zone', 'Часовой пояс компании', 'У дома может быть свой. Например Asia/Vladivostok', 'time_zone', 'Asia/Vladivostok', null, null, 'company', 10),
('public_address', 'Адрес сайта', 'Для ссылок в письмах: https://example.org', 'text', null, null, null, 'company', 11),
('brand_colour', 'Основной цвет', 'Кнопки и шапка; контраст проверяется', 'colour', '#0b6b57', null, null, 'branding', 1),
('brand_accent', 'Второй цвет', 'Пометки', 'colour', '#f5c46b', null, null, 'branding', 2),
('brand_logo', 'Логотип', null, 'photo', null, null, null, 'branding', 3),
('sign_in_tries', 'Попыток пароля', 'Столько неверных паролей подряд закрывают вход', 'number', '5', 3, 20, 'sign_in', 1),
('sign_in_lock_minutes', 'Вход закрыт, минут', 'На столько закрывается вход по паролю', 'number', '15', 1, 1440, 'sign_in', 2),
('sign_in_address_tries', 'Попыток с одного адреса сети', 'За то же время, по всем людям вместе', 'number', '50', 5, 10000, 'sign_in', 3),
('staff_totp', 'Сотрудники входят по двум шагам', 'Без приложения с кодами открывается только страница профиля', 'boolean', 'false', null, null, 'sign_in', 4),
('session_idle_days', 'Жители: вход без действий, дней', 'Потом кабинет просит войти снова', 'number', '30', 1, 365, 'sign_in', 5),
('session_days', 'Жители: вход всего, дней', null, 'number', '180', 1, 730, 'sign_in', 6),
('session_staff_idle_hours', 'Сотрудники: вход без действий, часов', null, 'number', '12', 1, 168, 'sign_in', 7),
('session_staff_days', 'Сотрудники: вход всего, дней', null, 'number', '7', 1, 90, 'sign_in', 8)
on conflict (key) do nothing;
update cabinet.settings set required = true where key in ('company_name', 'company_short_name', 'emergency_phone');

insert into cabinet.features (feature, title, help) values
('qr_reports', 'Сообщения по плакату', 'Жители сообщают о проблеме по QR-коду в подъезде без входа'),
('join_online', 'Самостоятельный вход', 'Новый житель заходит по счёту и коду из квитанции'),
('invitations', 'Доступ к квартире', 'Житель сам открывает доступ близким')
on conflict (feature) do nothing;

insert into people.consent_texts (kind, version, title, body, title_en, body_en, required, valid_from) values
(
    'processing', 1, 'Обработка персональных данных',
    'Я разрешаю управляющей компании хранить и использовать моё имя, телефон, почту, адрес и номер лицевого счёта, '
    'чтобы выполнять договор управления домом: принимать заявки, начислять плату, отвечать мне. Срок: пока действует '
    'договор и три года после. Отозвать согласие можно в разделе «Личные данные» или письмом в офис.',
    'Processing of personal data',
    'I allow the managing company to keep and use my name, telephone, e-mail, address and account number in order to '
    'perform the management contract: take requests, charge fees, answer me. Term: while the contract lasts and three '
    'years after. I may withdraw it under Personal data or by letter to the office.',
    true, '2025-09-01'
),
(
    'rules', 1, 'Правила кабинета',
    'Я прочитал правила кабинета: вхожу только сам, никому не передаю пароль и коды, сообщаю, если квартира сменила '
    'владельца.',
    'Rules of the cabinet',
    'I have read the rules: I sign in myself only, give my password and codes to nobody, and tell when the flat '
    'changes hands.',
    true, '2025-09-01'
),
(
    'news', 1, 'Новости и предложения',
    'Я согласен получать новости и предложения компании на почту. Сообщения об авариях и отключениях приходят и без '
    'этого согласия.',
    'News and offers',
    'I agree to get news and offers by e-mail. Emergencies and outages are told without it.',
    false, '2025-09-01'
)
on conflict (kind, version) do nothing;

insert into people.users (name, is_system)
select 'Сокол', true
where not exists (select from people.users as u where u.is_system);

insert into talk.event_kinds (kind, title, title_en, urgent, may_switch_off, object, icon) values
('sign_in_new_device', 'Вход с нового устройства', 'Sign-in on a new device', true, false, 'user', 'shield-lock'),
('access_opened', 'Вам открыли доступ к квартире', 'You were given access to a flat', false, false, 'user', 'key'),
('access_closed', 'Доступ к квартире закрыт', 'Access to a flat has ended', false, false, 'user', 'key'),
('join_requested', 'Заявка на вход', 'Request to join', false, true, 'request', 'person-plus')
on conflict (kind) do nothing;
insert into talk.event_recipients (kind, audience, channels, page, himself) values
('sign_in_new_device', 'person', '{bell,email}', '/{cabinet}/{security}', true),
('access_opened', 'person', '{bell,email}', '/resident/home', false),
('access_closed', 'person', '{bell,email}', '/resident/addresses', false),
('join_requested', 'operators', '{bell}', '/operator/approvals', false)
on conflict (kind, audience) do nothing;

-- «Who looked at my orders»: by the argument p_order of the block.
create index access_log_order on cabinet.access_log ((parameters ->> 'p_order')) where parameters ? 'p_order';
