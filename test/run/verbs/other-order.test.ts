import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { failurePrinted, rowsOf, runText } from '../../scenarios/house.ts'

/** Runs programs that note when they begin; answers the order of that, and their rows. */
async function begun(startSeed: number | undefined, more: Partial<Record<'a' | 'b' | 'c', string>> = {}) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'orders-'))
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }))
  const program = (name: 'a' | 'b' | 'c'): string =>
    `  ${name}: { program: { run: [sh, -c, "printf ${name} >> ${folder}/order; echo ready; exec sleep 1000", "${more[name] ?? ''}"], ready: ready } }`
  const result = await runText(
    [
      'scenario: orders',
      'actors:',
      program('a'),
      program('b'),
      program('c'),
      'steps:',
      '  - start: [a, b, c]',
      '',
    ].join('\n'),
    startSeed === undefined ? {} : { startSeed },
  )
  expect(failurePrinted(result)).toBe('')
  return { order: fs.readFileSync(path.join(folder, 'order'), 'utf8'), rows: rowsOf(result) }
}

test('actors are started in another order by a seed, and have the same rows', async () => {
  const written = await begun(undefined)
  expect(written.order).toBe('abc')
  const others = [await begun(1), await begun(2), await begun(3)]
  expect(others.map(({ order }) => [...order].sort().join(''))).toEqual(['abc', 'abc', 'abc'])
  expect(new Set(others.map(({ order }) => order)).size).toBeGreaterThan(1)
  expect((await begun(2)).order).toBe(others[1]?.order)
  for (const { rows } of others) expect(rows).toEqual(written.rows)
})

test('actors that have to do with one another are started as written', async () => {
  for (const seed of [1, 2, 3]) {
    expect((await begun(seed, { a: '${free-port.x}', c: '${free-port.x}' })).order).toBe('abc')
    expect((await begun(seed, { b: '${a.pid}' })).order).toBe('abc')
  }
})
