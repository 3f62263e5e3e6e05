create function admin.deploys_list()
returns table (
    release_text text,
    deployed_at timestamptz,
    deployed_by text,
    objects bigint,
    version text,
    rollback_command text,
    _link text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* Deploys, newest first, with the command that returns to each. */
begin
    return query
    select
        '№ ' || d.deploy_id, d.deployed_at, d.deployed_by, d.objects, d.version,
        case when d.deploy_id < max(d.deploy_id) over () then
            'sokol rollback ' || max(d.deploy_id) over () - d.deploy_id end,
        'deploys?deploy=' || d.deploy_id
    from cabinet.deploys_list() as d;
end
$$;
comment on function admin.deploys_list() is 'Выпуски
Откат делает консоль: команда рядом.
@bold release_text deployed_at
@column release_text Выпуск
@column deployed_at Когда
@column deployed_by Кто
@column objects Изменено
@column version Версия
@column rollback_command Вернуть
@empty Выпусков ещё не было';

create function admin.deploys_objects(
    p_deploy lib.row_ref
)
returns table (
    object text,
    kind_text text,
    path text,
    removed boolean
)
language plpgsql
stable
security definer
set search_path = ''
as $$
/* What one deploy changed. */
begin
    return query
    select o.object, o.kind, o.path, o.removed from cabinet.deploy_objects(p_deploy) as o;
end
$$;
comment on function admin.deploys_objects(lib.row_ref) is 'Что изменилось
@needs p_deploy
@field p_deploy Выпуск
@bold object path
@column object Объект
@column kind_text Вид
@column path Файл
@column removed Убран
@limit 50
@empty Этот выпуск ничего не менял';

select cabinet.page_define(
    p_cabinet => 'admin', p_page => 'deploys', p_title => 'Выпуски',
    p_blocks => 'deploys_list deploys_objects',
    p_icon => 'box-seam', p_menu => 40, p_group => 'Работа системы', p_phone => true);
