"""How passwords are kept: argon2id at OWASP's first choice for it, 19 MiB and two passes; the same for all who write one."""

import argon2

HASHER = argon2.PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
