import fs from 'node:fs'
import path from 'node:path'
import { programs, says } from './session.ts'
import type { RealSession } from './session.ts'

const program = (name: string): string => fs.readFileSync(path.join(import.meta.dirname, 'programs', name), 'utf8')

/** What python and psql show when they wait for a line. */
const python = /^>>>$/
const more = /^\.\.\.$/
const sql = /^postgres=#$/
const inTransaction = /^postgres=\*#$/

/** Interpreters with a line editor, on a terminal. */
export const interpreters: readonly RealSession[] = [
  {
    name: 'python',
    needs: ['python3'],
    files: { 'shop.py': program('shop.py') },
    record: () => ['--', 'python3', '-q'],
    person: says(
      python,
      ['6 * 7', python],
      ['def fib(n):', more],
      ['    a, b = 0, 1', more],
      ['    for _ in range(n):', more],
      ['        a, b = b, a + b', more],
      ['    return a', more],
      ['', python],
      ['[fib(n) for n in range(10)]', python],
      ["fib('ten')", python],
      ['import shop', python],
      ['shop.bill(apple=2, cherry=1)', python],
      ['shop.bill(date=1)', python],
      ['for name in sorted(shop.prices): print(len(name), name)', more],
      ['', python],
      ['exit()'],
    ),
    change: { by: { file: 'shop.py' }, from: '4.50', to: '4.60' },
  },
  {
    name: 'psql',
    needs: ['psql', 'pg_ctlcluster'],
    files: { 'db.sh': program('db.sh') },
    record: (port) =>
      programs(
        ['sh', 'db.sh', `${port(0)}`],
        ['psql', '-h', '127.0.0.1', '-p', `${port(0)}`, '-U', 'shop', 'postgres'],
      ),
    person: says(
      sql,
      ['\\d', sql],
      ['\\d fruit', sql],
      ['SELECT * FROM fruit ORDER BY price;', sql],
      ['SELECT nam FROM fruit;', sql],
      ['BEGIN;', inTransaction],
      ["UPDATE fruit SET stock = stock - 3 WHERE name = 'cherry';", inTransaction],
      ["UPDATE fruit SET stock = stock - 1 WHERE name = 'cherry';", /^postgres=!#$/],
      ['ROLLBACK;', sql],
      ["INSERT INTO fruit VALUES ('date', 9.99)", /^postgres-#$/],
      ['RETURNING *;', sql],
      ['\\q'],
    ),
    change: { by: { file: 'db.sh' }, from: '4.50', to: '4.60' },
  },
]
