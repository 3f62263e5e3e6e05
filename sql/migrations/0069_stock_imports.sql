-- What can be imported: kinds, their fields and how exports name the columns (domain.md 7.1, 7.2, 9.3, 9.4).

insert into estate.import_kinds (
    kind, title, title_en, named, named_en, object_type, needs, positional, check_function, load_function, position
) values
('houses', 'Дома', 'Houses', 'дома', 'houses', 'house', '{address|street,address|number}', null,
    'estate.import_houses_check', 'estate.import_houses_load', 1),
('premises', 'Помещения', 'Premises', 'помещения', 'premises', 'premise',
    '{house_register_id|houseguid|address|street,number}', null,
    'estate.import_premises_check', 'estate.import_premises_load', 2),
('accounts', 'Счета и жители', 'Accounts and residents', 'счета', 'accounts', null,
    '{account,house_register_id|houseguid|address|street,premise_number}', null,
    'estate.import_accounts_check', 'estate.import_accounts_load', 3),
('staff', 'Сотрудники', 'Staff', 'сотрудников', 'staff', null, '{name,position}', null,
    'estate.import_staff_check', 'estate.import_staff_load', 4),
('services', 'Услуги', 'Services', 'услуги', 'services', null, '{place,category,title}', '{place,category,title}',
    'estate.import_services_check', 'estate.import_services_load', 5);

insert into estate.import_fields (kind, field, title, title_en, value_kind, minimum, maximum, headers, position) values
('houses', 'register_id', 'Номер в реестре', 'Register number', 'text', null, null,
    '{HOUSE_ID,id,Ид дома,Идентификатор дома,Номер дома в реестре}', 10),
('houses', 'address', 'Адрес одной строкой', 'Address in one line', 'text', null, null, '{ADDRESS,Адрес,Адрес дома,Адрес МКД}', 20),
('houses', 'region', 'Регион', 'Region', 'text', null, null, '{formalname_region,Субъект РФ}', 30),
('houses', 'district', 'Район', 'District', 'text', null, null, '{formalname_area}', 40),
('houses', 'street_kind', 'Тип улицы', 'Kind of street', 'text', null, null, '{shortname_street}', 60),
('houses', 'building', 'Строение', 'Building', 'text', null, null, '{building}', 80),
('houses', 'block', 'Корпус', 'Block', 'text', null, null, '{block}', 81),
('houses', 'letter', 'Литера', 'Letter', 'text', null, null, '{letter}', 82),
('houses', 'latitude', 'Широта', 'Latitude', 'number', -90, 90, '{LAT}', 90),
('houses', 'longitude', 'Долгота', 'Longitude', 'number', -180, 180, '{LON,lng}', 91),
('houses', 'zone', 'Точка', 'Zone', 'text', null, null, '{Участок,Название точки}', 92),
('houses', 'time_zone', 'Часовой пояс', 'Time zone', 'text', null, null, '{timezone,tz}', 93);

-- attributes of a house that exports name in their own way; all others are known by code and title
insert into estate.import_fields (kind, field, title, title_en, headers, position)
select 'houses', a.code, a.title, a.title_en, k.headers::text[], 100 + a.position
from (values
('city', '{formalname_city,Населённый пункт,AddressCity}'),
('street', '{formalname_street,AddressStreet}'),
('number', '{house_number,Номер дома,Дом,№ дома,AddressHouse}'),
('houseguid', '{Код ФИАС,ФИАС,ГАР,fias_id,Код ФИАС дома,houseguid}'),
('cadastral_number', '{CADNO}'),
('built_year', '{YEAR,Год,Год дома}'),
('exploitation_year', '{exploitation_start_year,Год ввода в эксплуатацию}'),
('project_type', '{SERIE,Серия,Тип проекта}'),
('house_type', '{HOUSE_TYPE,Вид дома}'),
('is_alarm', '{AVAR,Признан аварийным,Аварийность}'),
('floors_max', '{LEVELS_MAX,floor_count_max,Этажей,Этажность,Количество этажей}'),
('floors_min', '{LEVELS_MIN,floor_count_min,Этажей минимум}'),
('entrances_count', '{DOORS,entrance_count,Количество подъездов,Число подъездов}'),
('elevators_count', '{elevators_count,Количество лифтов}'),
('energy_class', '{energy_efficiency,Энергоэффективность}'),
('premises_count', '{ROOM_COUNT,quarters_count,Количество помещений}'),
('living_count', '{ROOM_COUNT_LIVE,living_quarters_count,Жилых помещений штук,Квартир,Количество квартир}'),
('non_living_count', '{ROOM_COUNT_NONLIVE,unliving_quarters_count}'),
('area_total', '{AREA,Общая площадь дома,Площадь}'),
('area_living', '{AREA_LIVE,area_residential,Жилая площадь}'),
('area_non_living', '{AREA_NONLIVE,area_non_residential}'),
('area_common', '{AREA_GEN,area_common_property,Площадь общего имущества}'),
('area_land', '{AREA_LAND,Площадь участка}'),
('parking_area', '{AREA_PARK,parking_square,Площадь парковки}'),
('basement_area', '{Площадь подвала}'),
('playground', '{BLAG_PLAYGROUND}'),
('sportsground', '{BLAG_SPORT}'),
('other_beautification', '{BLAG_OTHER}'),
('management_company', '{MGMT_COMPANY,Управляющая организация,Управляющая компания}'),
('overhaul_fund', '{CAPFOND,method_of_forming_overhaul_fund,Способ формирования фонда}'),
('wall_material', '{Материал стен}')
) as k (code, headers)
join estate.attributes as a on a.object_type = 'house' and a.code = k.code;

-- how a house is named in the files of premises and of accounts
insert into estate.import_fields (kind, field, title, title_en, headers, position)
select k.kind, f.field, f.title, f.title_en, f.headers::text[], f.position
from (values
('house_register_id', 'Дом: номер в реестре', 'House: register number', '{HOUSE_ID,Ид дома,Номер дома в реестре,Идентификатор дома}', 10),
('houseguid', 'Дом: код ФИАС', 'House: FIAS id', '{houseguid,Код ФИАС,ФИАС,ФИАС дома,Код ФИАС дома,fias_id}', 11),
('address', 'Дом: адрес', 'House: address', '{ADDRESS,Адрес,Адрес дома}', 12),
('city', 'Город', 'City', '{Населённый пункт,AddressCity,formalname_city}', 13),
('street', 'Улица', 'Street', '{AddressStreet,formalname_street}', 14),
('house_number', 'Номер дома', 'House number', '{Дом,№ дома,AddressHouse}', 15)
) as f (field, title, title_en, headers, position)
cross join (values ('premises'), ('accounts')) as k (kind);

insert into estate.import_fields (kind, field, title, title_en, value_kind, minimum, maximum, headers, position) values
('premises', 'entrance', 'Подъезд', 'Entrance', 'integer', 1, 60, '{№ подъезда,Номер подъезда}', 20),
('premises', 'number', 'Номер помещения', 'Number', 'text', null, null,
    '{Квартира,Помещение,№ помещения,Номер квартиры,№ квартиры,кв,flat,AddressFlat}', 30),
('premises', 'kind', 'Вид помещения', 'Kind', 'words', null, null, '{Тип помещения,Вид,Тип}', 40),
('premises', 'area', 'Площадь', 'Area', 'number', null, null, '{Общая площадь,commonarea,Площадь помещения}', 50),
('accounts', 'account', 'Лицевой счёт', 'Account', 'text', null, null,
    '{Номер ЛС,ЛС,Номер лицевого счёта,№ ЛС,Счёт,kod_ls}', 5),
('accounts', 'premise_number', 'Номер помещения', 'Premise', 'text', null, null,
    '{Квартира,Помещение,№ помещения,Номер квартиры,№ квартиры,кв,flat,AddressFlat}', 20),
('accounts', 'premise_kind', 'Вид помещения', 'Kind of premise', 'words', null, null, '{Тип помещения}', 21),
('accounts', 'kind', 'Вид счёта', 'Kind of account', 'words', null, null, '{Тип ЛС,Тип счёта,Тип лицевого счёта}', 30),
('accounts', 'opened_on', 'Счёт открыт', 'Opened', 'date', null, null, '{Дата открытия,Открыт,Дата открытия ЛС}', 40),
('accounts', 'name', 'Фамилия, имя, отчество', 'Full name', 'name', null, null,
    '{ФИО,Собственник,ФИО собственника,Владелец,Житель,Плательщик,Ф.И.О.,name}', 50),
('accounts', 'surname', 'Фамилия', 'Surname', 'text', null, null, '{}', 51),
('accounts', 'first_name', 'Имя', 'First name', 'text', null, null, '{}', 52),
('accounts', 'patronymic', 'Отчество', 'Patronymic', 'text', null, null, '{}', 53),
('accounts', 'relation', 'Кто он помещению', 'Relation', 'words', null, null, '{Кем приходится,Отношение,Статус,Вид права}', 60),
('accounts', 'share', 'Доля', 'Share', 'share', null, null, '{Доля %,Доля в праве,Доля собственности}', 70),
('accounts', 'phone', 'Телефон', 'Telephone', 'phone', null, null, '{Телефоны,Мобильный,Сотовый,Контактный телефон}', 80),
('accounts', 'email', 'Электронная почта', 'E-mail', 'email', null, null, '{Почта,email,e-mail,Эл. почта}', 90),
('accounts', 'since', 'С какого числа', 'Since', 'date', null, null, '{Дата права,Дата регистрации права,С}', 100),
('staff', 'name', 'Фамилия, имя, отчество', 'Full name', 'name', null, null, '{ФИО,Сотрудник,Исполнитель,Ф.И.О.}', 10),
('staff', 'position', 'Должность', 'Position', 'text', null, null, '{}', 20),
('staff', 'phone', 'Телефон', 'Telephone', 'phone', null, null, '{Мобильный,Сотовый,Рабочий телефон}', 30),
('staff', 'email', 'Электронная почта', 'E-mail', 'email', null, null, '{Почта,email,e-mail,Эл. почта}', 40),
('staff', 'trades', 'Специальности', 'Trades', 'list', null, null, '{Специальность,Профессия,Профессии}', 50),
('staff', 'permit_until', 'Допуск до', 'Permit until', 'date', null, null, '{Допуск,Срок допуска}', 60),
('staff', 'zones', 'Точки', 'Zones', 'list', null, null, '{Точка,Участок,Участки}', 70),
('staff', 'capacity', 'Заявок одновременно', 'Orders at a time', 'integer', 0, 100, '{Нагрузка}', 80),
('staff', 'cabinets', 'Кабинеты', 'Cabinets', 'list', null, null, '{Кабинет,Роль,Роли}', 90),
('staff', 'since', 'Работает с', 'Employed since', 'date', null, null, '{Принят,Дата приёма,Дата приёма на работу}', 100),
('services', 'place', 'Место', 'Place', 'text', null, null, '{}', 10),
('services', 'category', 'Категория', 'Category', 'text', null, null, '{}', 20),
('services', 'title', 'Проблема', 'Problem', 'text', null, null, '{Услуга}', 30);

update estate.import_fields set words = '{
    "flat": ["квартира", "кв", "жилое", "жилое помещение", "flat"], "room": ["комната", "ком", "room"],
    "office": ["нежилое", "нежилое помещение", "офис", "коммерческое", "office"],
    "parking": ["машиноместо", "машино-место", "парковка", "гараж", "parking"],
    "storage": ["кладовая", "кладовка", "storage"]}'
where (kind, field) in (('premises', 'kind'), ('accounts', 'premise_kind'));
update estate.import_fields set words = '{
    "utility": ["ЛС УО", "жку", "коммунальный", "основной", "коммунальные услуги", "utility", "ЛС РСО", "ЛС РЦ"],
    "capital_repair": ["ЛС КР", "капремонт", "капитальный ремонт", "кр"], "services": ["услуги", "прочие услуги"]}'
where (kind, field) = ('accounts', 'kind');
update estate.import_fields set words = '{
    "owner": ["собственник", "собственность", "долевая собственность", "владелец", "owner"],
    "social_tenant": ["наниматель", "социальный найм", "соцнайм", "договор социального найма"],
    "renter": ["съёмщик", "арендатор", "аренда", "renter"],
    "relative": ["родственник", "член семьи", "прописан", "зарегистрирован", "relative"]}'
where (kind, field) = ('accounts', 'relation');

update estate.import_kinds set personal = true where kind in ('accounts', 'staff');
insert into cabinet.settings (key, title, help, kind, value, minimum, maximum, area, position) values
('import_days', 'Хранить файлы с данными людей, дней',
    'Счета с жителями и сотрудники: строки загрузки и сам файл стираем, после этого загрузку не отменить', 'number', '30', 1, 365, 'sign_in', 20);
insert into cabinet.schedules (job, title, function_name, every) values
('imports_clean', 'Стереть данные людей из старых загрузок', 'estate.imports_clean', '1 day');
