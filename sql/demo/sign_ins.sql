-- What one may sign in with, for those of it that exist.
select s.cabinet, s.path, s.login, s.secret, u.name::text
from (
    values
    (1, 'resident', '/guest/sign-in', 'petrova@example.ru', 'petrova@example.ru', 'sokol-demo-2026'),
    (2, 'resident', '/guest/sign-in', '40702118', 'petrova@example.ru', '471247'),
    (3, 'resident', '/guest/sign-in', 'renter@example.ru', 'renter@example.ru', 'sokol-demo-2026'),
    (4, 'manager', '/guest/sign-in', 'plumber@example.ru', 'plumber@example.ru', 'sokol-demo-2026'),
    (5, 'manager', '/guest/sign-in', 'manager@example.ru', 'manager@example.ru', 'sokol-demo-2026'),
    (6, 'operator', '/guest/sign-in', 'operator@example.ru', 'operator@example.ru', 'sokol-demo-2026'),
    (7, 'accountant', '/guest/sign-in', 'accountant@example.ru', 'accountant@example.ru', 'sokol-demo-2026'),
    (8, 'supervisor', '/guest/sign-in', 'supervisor@example.ru', 'supervisor@example.ru', 'sokol-demo-2026'),
    (9, 'admin', '/guest/sign-in', 'admin@example.ru', 'admin@example.ru', 'sokol-demo-2026')
) as s (n, cabinet, path, login, email, secret)
join people.users as u on u.email = s.email
order by s.n
