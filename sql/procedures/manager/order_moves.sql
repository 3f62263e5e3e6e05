create function manager.order_accept(
    p_order lib.order_ref,
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* «Принять»: stops the response clock; the resident learns who comes. Errors: those of desk.order_accept. */
begin
    perform desk.order_unchanged(p_order => p_order, p_version => p_version);
    perform desk.order_accept(p_order);
    return row(cabinet.said('said.manager.accepted'), '/manager/order?order=' || p_order)::lib.outcome;
end
$$;
comment on function manager.order_accept(lib.order_ref, lib.version) is 'Принять заявку
@submit Принять
@icon check-lg
@style primary';

create function manager.order_depart(
    p_order lib.order_ref,
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* «Еду»: told to the resident. Errors: those of desk.order_depart. */
begin
    perform desk.order_unchanged(p_order => p_order, p_version => p_version);
    perform desk.order_depart(p_order);
    return row(cabinet.said('said.manager.departed'), '/manager/order?order=' || p_order)::lib.outcome;
end
$$;
comment on function manager.order_depart(lib.order_ref, lib.version) is 'Еду
Жителю придёт сообщение, что вы в пути.
@submit Еду
@icon truck
@style primary';

create function manager.order_start(
    p_order lib.order_ref,
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* «Начать» where no photo is demanded. Errors: those of desk.order_start. */
begin
    perform desk.order_unchanged(p_order => p_order, p_version => p_version);
    perform desk.order_start(p_order);
    return row(cabinet.said('said.manager.started'), '/manager/order?order=' || p_order)::lib.outcome;
end
$$;
comment on function manager.order_start(lib.order_ref, lib.version) is 'Начать работу
@submit Начать
@icon play-fill
@style primary';

create function manager.order_begin(
    p_order lib.order_ref,
    p_photos lib.photos,
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* «Начать» with the photo «before» that the service demands. Errors: those of desk.order_start. */
begin
    perform desk.order_unchanged(p_order => p_order, p_version => p_version);
    perform desk.order_start(p_order => p_order, p_photos => p_photos);
    return row(cabinet.said('said.manager.started'), '/manager/order?order=' || p_order)::lib.outcome;
end
$$;
comment on function manager.order_begin(lib.order_ref, lib.photos, lib.version) is 'Начать работу
Сфотографируйте, как было: это защитит и вас, и жителя.
@field p_photos Фото «до»
@submit Начать
@icon camera
@style primary';

create function manager.order_no_access(
    p_order lib.order_ref,
    p_photos lib.photos,
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Nobody at home: proof, pause of the clock, the resident is asked for another time. Errors: those of desk.order_no_access. */
begin
    perform desk.order_unchanged(p_order => p_order, p_version => p_version);
    perform desk.order_no_access(p_order => p_order, p_photos => p_photos);
    return row(cabinet.said('said.manager.no_access'), '/manager/order?order=' || p_order)::lib.outcome;
end
$$;
comment on function manager.order_no_access(lib.order_ref, lib.photos, lib.version) is 'Жителя нет дома
Снимите дверь. Срок остановится, житель выберет другое время.
@field p_photos Фото двери
@submit Жителя нет дома
@icon door-closed';

create function manager.order_wait(
    p_order lib.order_ref,
    p_waiting_reason text,
    p_note lib.note default null,
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The order waits for somebody. The note goes to the resident when it is his answer that is awaited, else it is internal. Errors: those of desk.order_move. */
begin
    perform desk.order_unchanged(p_order => p_order, p_version => p_version);
    perform desk.order_move(p_order => p_order, p_state => 'waiting', p_waiting_reason => p_waiting_reason);
    if nullif(trim(p_note), '') is not null then
        perform desk.message_send(p_order => p_order, p_body => p_note, p_internal => p_waiting_reason <> 'resident');
    end if;
    return row(cabinet.said('said.manager.waiting'), '/manager/order?order=' || p_order)::lib.outcome;
end
$$;
comment on function manager.order_wait(lib.order_ref, text, lib.note, lib.version) is 'Поставить на ожидание
Срок остановится, пока ждём. Житель увидит, чего.
@field p_waiting_reason Чего ждём
@options p_waiting_reason order_waiting_reasons
@choice p_waiting_reason
@field p_note Вопрос жителю или заметка
@submit Ждём
@icon hourglass-split';

create function manager.order_materials(
    p_order lib.order_ref,
    p_note lib.note,
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* «Нужны материалы»: the order waits for them, what is needed is a note for staff. Errors: those of desk.order_move. */
begin
    perform desk.order_unchanged(p_order => p_order, p_version => p_version);
    perform desk.order_move(p_order => p_order, p_state => 'waiting', p_waiting_reason => 'material');
    perform desk.message_send(p_order => p_order, p_body => p_note, p_internal => true);
    return row(cabinet.said('said.manager.waiting'), '/manager/order?order=' || p_order)::lib.outcome;
end
$$;
comment on function manager.order_materials(lib.order_ref, lib.note, lib.version) is 'Нужны материалы
Срок остановится, житель увидит, что ждём материал. Что именно нужно, прочтут сотрудники.
@field p_note Что нужно и сколько
@placeholder p_note Например: кран шаровой 1/2, 2 шт.
@submit Нужны материалы
@icon box-seam';

create function manager.order_resume(
    p_order lib.order_ref,
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A waiting order goes on. Errors: those of desk.order_move. */
begin
    perform desk.order_unchanged(p_order => p_order, p_version => p_version);
    perform desk.order_move(p_order => p_order, p_state => 'in_progress');
    return row(cabinet.said('said.manager.resumed'), '/manager/order?order=' || p_order)::lib.outcome;
end
$$;
comment on function manager.order_resume(lib.order_ref, lib.version) is 'Продолжить работу
@submit Продолжить
@icon play-fill
@style primary';

create function manager.order_defer(
    p_order lib.order_ref,
    p_until lib.day,
    p_reason lib.note,
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Deferred until the morning of a day. Errors: those of desk.order_move. */
begin
    perform desk.order_unchanged(p_order => p_order, p_version => p_version);
    perform desk.order_move(
        p_order => p_order, p_state => 'deferred', p_reason => p_reason,
        p_until => (p_until::date + time '08:00')::timestamptz);
    return row(cabinet.said('said.manager.deferred'), '/manager/order?order=' || p_order)::lib.outcome;
end
$$;
comment on function manager.order_defer(lib.order_ref, lib.day, lib.note, lib.version) is 'Отложить заявку
Житель увидит дату и причину. В этот день заявка вернётся сама.
@field p_until До какого дня
@field p_reason Почему
@placeholder p_reason Например: фасад чиним в тепле
@submit Отложить
@icon calendar-plus';

create function manager.order_assign(
    p_order lib.order_ref,
    p_staff lib.staff_ref,
    p_reason lib.note default null,
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* A manager gives the order to a person. Errors: those of desk.order_assign. */
begin
    perform desk.order_unchanged(p_order => p_order, p_version => p_version);
    perform desk.order_assign(p_order => p_order, p_staff => p_staff, p_reason => p_reason);
    return row(cabinet.said('said.manager.assigned'), '/manager/order?order=' || p_order)::lib.outcome;
end
$$;
comment on function manager.order_assign(lib.order_ref, lib.staff_ref, lib.note, lib.version) is 'Назначить исполнителя
Если заявка уже у мастера, напишите, почему передаёте.
@field p_staff Кому
@options p_staff order_candidates
@field p_reason Почему
@submit Назначить
@icon person-check';

create function manager.order_call(
    p_order lib.order_ref,
    p_staff lib.staff_ref,
    p_role text default 'co_performer',
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Another person joins the work or only the talk. Errors: those of desk.order_member_add. */
begin
    perform desk.order_unchanged(p_order => p_order, p_version => p_version);
    perform desk.order_member_add(p_order => p_order, p_staff => p_staff, p_role => p_role);
    return row(cabinet.said('said.manager.called'), '/manager/order?order=' || p_order)::lib.outcome;
end
$$;
comment on function manager.order_call(lib.order_ref, lib.staff_ref, text, lib.version) is 'Позвать специалиста
Отвечает за срок по-прежнему исполнитель.
@field p_staff Кого
@options p_staff order_candidates
@field p_role Зачем
@options p_role order_member_roles
@choice p_role
@submit Позвать
@icon person-plus';

create function manager.order_queue(
    p_order lib.order_ref,
    p_reason lib.note,
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Back to the queue with the reason. Errors: those of desk.order_move. */
begin
    perform desk.order_unchanged(p_order => p_order, p_version => p_version);
    perform desk.order_move(p_order => p_order, p_state => 'new', p_reason => p_reason);
    return row(cabinet.said('said.manager.queued'), '/manager/today')::lib.outcome;
end
$$;
comment on function manager.order_queue(lib.order_ref, lib.note, lib.version) is 'Передать заявку
Она вернётся в очередь, и её возьмёт другой мастер. Причину увидит менеджер точки.
@field p_reason Почему
@placeholder p_reason Например: нужен электрик
@submit Передать
@icon arrow-return-left';

create function manager.order_decline(
    p_order lib.order_ref,
    p_reason lib.note,
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* Declined with a reason the resident reads. Errors: those of desk.order_move. */
begin
    perform desk.order_unchanged(p_order => p_order, p_version => p_version);
    perform desk.order_move(p_order => p_order, p_state => 'declined', p_reason => p_reason);
    return row(cabinet.said('said.manager.declined'), '/manager/order?order=' || p_order)::lib.outcome;
end
$$;
comment on function manager.order_decline(lib.order_ref, lib.note, lib.version) is 'Отклонить заявку
Житель прочтёт причину. Напишите, что для него возможно.
@field p_reason Причина и что можно сделать
@confirm Отклонить заявку? Вернуть её будет нельзя, жителю придётся подать новую
@submit Отклонить
@icon x-lg
@style danger';

create function manager.order_visit(
    p_order lib.order_ref,
    p_window text,
    p_version lib.version default null
)
returns lib.outcome
language plpgsql
volatile
security definer
set search_path = ''
as $$
/* The visit agreed with the resident: one of the free windows. Errors: those of desk.order_visit_choose. */
begin
    perform desk.order_unchanged(p_order => p_order, p_version => p_version);
    perform desk.order_visit_choose(p_order, p_window);
    return row(cabinet.said('said.manager.visit_set'), '/manager/order?order=' || p_order)::lib.outcome;
end
$$;
comment on function manager.order_visit(lib.order_ref, text, lib.version) is 'Назначить время визита
Житель получит уведомление и сможет перенести.
@field p_window Время
@options p_window order_windows
@choice p_window
@submit Назначить время
@icon calendar-event';

create function manager.order_candidates(
    p_order lib.order_ref,
    p_search lib.search default null
)
returns table (
    value text,
    label text,
    hint text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Staff by trade and load. */
begin
    return query
    select
        c.staff_id::text, c.name,
        concat_ws(
            ', ', c.position_title, cabinet.said('said.load', jsonb_build_object('n', c.open_count, 'of', c.capacity)),
            case when c.on_leave then cabinet.said('said.on_leave') end)
    from desk.staff_candidates(p_order, p_search) as c;
end
$$;
comment on function manager.order_candidates(lib.order_ref, lib.search) is 'Кому можно назначить';

create function manager.order_waiting_reasons()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Why an order may wait. */
begin
    return query
    select w.waiting_reason, case when lib.language() = 'en' then w.title_en else w.title end
    from desk.waiting_reasons as w
    order by w.waiting_reason <> 'resident', w.waiting_reason;
end
$$;
comment on function manager.order_waiting_reasons() is 'Чего ждём';

create function manager.order_member_roles()
returns table (
    value text,
    label text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* How another person joins an order. */
begin
    return query
    select t.code, cabinet.said('said.manager.role_' || t.code)
    from unnest(array['co_performer', 'specialist']) as t (code);
end
$$;
comment on function manager.order_member_roles() is 'Роли';
