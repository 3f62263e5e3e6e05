-- Field types of the estate, the plan, outages, materials and documents.

create domain lib.object_ref as bigint;
create domain lib.attribute_ref as bigint;
create domain lib.repair_ref as bigint;
create domain lib.redevelopment_ref as bigint;
create domain lib.sheet_ref as bigint;
create domain lib.finding_ref as bigint;
create domain lib.norm_ref as bigint;
create domain lib.checklist_ref as bigint;
create domain lib.point_ref as bigint;
create domain lib.crew_ref as bigint;
create domain lib.plan_ref as bigint;
create domain lib.work_ref as bigint;
create domain lib.outage_ref as bigint;
create domain lib.leave_ref as bigint;
create domain lib.permit_ref as bigint;
create domain lib.contractor_ref as bigint;
create domain lib.store_ref as bigint;
create domain lib.material_ref as bigint;
create domain lib.document_ref as bigint;
create domain lib.task_ref as bigint;
comment on domain lib.object_ref is 'Объект
@link object
@seen estate.objects_seen';
comment on domain lib.attribute_ref is 'Поле паспорта
@seen estate.attributes_seen';
comment on domain lib.repair_ref is 'Ремонт
@seen estate.repairs_seen';
comment on domain lib.redevelopment_ref is 'Перепланировка
@seen estate.redevelopments_seen';
comment on domain lib.sheet_ref is 'Место в аварийной карте
@seen estate.sheets_seen';
comment on domain lib.finding_ref is 'Замечание проверки
@seen estate.findings_seen';
comment on domain lib.norm_ref is 'Норма работ
@seen upkeep.norms_seen';
comment on domain lib.checklist_ref is 'Чек-лист
@seen upkeep.checklists_seen';
comment on domain lib.point_ref is 'Пункт чек-листа
@seen upkeep.points_seen';
comment on domain lib.crew_ref is 'Бригада
@seen upkeep.crews_seen';
comment on domain lib.plan_ref is 'План
@seen upkeep.plans_seen';
comment on domain lib.work_ref is 'Плановая работа
@link task
@seen upkeep.works_seen';
comment on domain lib.outage_ref is 'Отключение
@link outage
@seen talk.outages_seen';
comment on domain lib.leave_ref is 'Отпуск
@seen people.leaves_seen';
comment on domain lib.permit_ref is 'Допуск
@seen people.permits_seen';
comment on domain lib.contractor_ref is 'Подрядчик
@link contractor
@seen people.contractors_seen';
comment on domain lib.store_ref is 'Склад
@link store
@seen upkeep.stores_seen';
comment on domain lib.material_ref is 'Материал
@link material
@seen upkeep.materials_seen';
comment on domain lib.document_ref is 'Документ
@link document
@seen cabinet.documents_seen';
comment on domain lib.task_ref is 'Фоновая работа';

-- words that a form demands, wherever among its fields they stand
create domain lib.wording as text check (length(value) between 1 and 200);
comment on domain lib.wording is 'Слова
@required';

-- why a rule or a thing is changed: asked for last, next to the button, wherever among the arguments it stands
create domain lib.reason as text check (length(value) between 1 and 200);
comment on domain lib.reason is 'Почему
@last';

-- numbers
create domain lib.quantity as numeric(14, 3);
create domain lib.progress as numeric(5, 2) check (value between 0 and 100);
comment on domain lib.quantity is 'Количество
@format decimal';
comment on domain lib.progress is 'Готово
@format progress
@unit %';

-- a table in a file: the layer reads CSV (cp1251, UTF-8) and XLSX into rows of cells
create domain lib.table_file as uuid;
comment on domain lib.table_file is 'Таблица: CSV или XLSX
@widget table';

create domain lib.qr as text;
comment on domain lib.qr is 'Код для камеры телефона
@format qr';

-- values whose fields are rows: {"code": "value"}; as a column an array of {code, title, value, kind, unit}
create domain lib.attributes as jsonb check (value is null or jsonb_typeof(value) = 'object');
create domain lib.attribute_cells as jsonb check (value is null or jsonb_typeof(value) = 'array');
comment on domain lib.attributes is 'Данные
@widget attributes';
comment on domain lib.attribute_cells is 'Данные
@format attributes';

grant usage on type
    lib.object_ref, lib.attribute_ref, lib.repair_ref, lib.redevelopment_ref, lib.sheet_ref,
    lib.finding_ref, lib.norm_ref, lib.checklist_ref, lib.point_ref, lib.crew_ref, lib.plan_ref, lib.work_ref,
    lib.outage_ref, lib.leave_ref, lib.permit_ref, lib.contractor_ref, lib.store_ref, lib.material_ref,
    lib.document_ref, lib.task_ref, lib.wording, lib.reason, lib.quantity, lib.progress, lib.table_file, lib.attributes, lib.attribute_cells,
    lib.qr
to public;
