import fs from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { entryOf } from '../../src/suite/entry.ts'
import { cut, emptyShard } from '../../src/suite/shard.ts'
import { greeting, scenario } from '../cli/fake-shell.ts'
import { folderWith } from './temporary.ts'

const ids = Array.from({ length: 40 }, (_, at) => `scenarios/s${at}.yaml`)
const shards = (total: number) => Array.from({ length: total }, (_, at) => ({ index: at + 1, total }))
const namesIn = (all: readonly string[], index: number, total: number) =>
  cut(all, { index, total }).kept.map((at) => all[at])

describe('shards by the hash of the path', () => {
  test('every entry is in exactly one, in the order of the suite', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string()), fc.integer({ min: 1, max: 12 }), (all, total) => {
        const kept = shards(total).map((shard) => cut(all, shard).kept)
        expect(kept.flat().sort((a, b) => a - b)).toEqual([...all.keys()])
        for (const part of kept) expect(part).toEqual([...part].sort((a, b) => a - b))
      }),
    )
  })

  test('an entry stays in its shard whatever else there is', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { minLength: 1 }), fc.integer({ min: 1, max: 12 }), (all, total) => {
        const one = all[0] as string
        const alone = shards(total).findIndex((shard) => cut([one], shard).kept.length > 0)
        expect(shards(total).findIndex((shard) => cut(all.toReversed(), shard).kept.includes(all.length - 1))).toBe(
          alone,
        )
      }),
    )
  })

  test('they are the same on every machine', () => {
    expect(namesIn(ids.slice(0, 8), 1, 3)).toMatchInlineSnapshot(`
      [
        "scenarios/s4.yaml",
        "scenarios/s7.yaml",
      ]
    `)
    expect(cut(ids, { index: 1, total: 3 }).begun.split).toMatchInlineSnapshot(`"3d818e7b07df1912"`)
  })

  test('all of one suite have one digest, and those of another suite another', () => {
    const digests = (all: readonly string[], total: number) =>
      new Set(shards(total).map((shard) => cut(all, shard).begun.split))
    expect([...digests(ids, 4), ...digests(ids.toReversed(), 4)].length).toBe(2)
    expect(digests(ids.toReversed(), 4)).toEqual(digests(ids, 4))
    expect(digests(ids.slice(1), 4)).not.toEqual(digests(ids, 4))
    expect(digests(ids, 5)).not.toEqual(digests(ids, 4))
  })
})

describe('shards by duration', () => {
  const timed = fc.uniqueArray(fc.tuple(fc.string(), fc.option(fc.nat({ max: 10_000 }))), { selector: ([id]) => id })
  const mediansIn = (entries: readonly [string, number | null][]) =>
    new Map(entries.flatMap(([id, time]) => (time === null ? [] : [[id, time] as const])))

  test('every entry is in exactly one, on every machine', () => {
    fc.assert(
      fc.property(timed, fc.integer({ min: 1, max: 12 }), (entries, total) => {
        const all = entries.map(([id]) => id)
        const kept = shards(total).map((shard) => cut(all, shard, mediansIn(entries)).kept)
        expect(kept.flat().sort((a, b) => a - b)).toEqual([...all.keys()])
        const there = all.toReversed()
        const elsewhere = shards(total).map((shard) => cut(there, shard, mediansIn(entries.toReversed())))
        expect(elsewhere.map((part) => part.kept.map((at) => there[at]).sort())).toEqual(
          kept.map((part) => part.map((at) => all[at]).sort()),
        )
      }),
    )
  })

  test('they differ by no more than the longest entry', () => {
    fc.assert(
      fc.property(timed, fc.integer({ min: 1, max: 12 }), (entries, total) => {
        const known = entries.filter((entry): entry is [string, number] => entry[1] !== null)
        const all = known.map(([id]) => id)
        const loads = shards(total).map((shard) =>
          cut(all, shard, mediansIn(known)).kept.reduce((sum, at) => sum + known[at]![1], 0),
        )
        expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(
          Math.max(0, ...known.map(([, time]) => time)),
        )
      }),
    )
  })

  test('without a timing of any of them, they are by hash', () => {
    const shard = { index: 1, total: 3 }
    expect(cut(ids, shard, new Map([['other', 5]]))).toEqual(cut(ids, shard))
    expect(cut(ids, shard, new Map([[ids[0] as string, 5]])).begun).toMatchObject({ timed: true })
  })
})

test('an id is the path from the working directory, in one form of Unicode', () => {
  expect(entryOf('/p', '/p/scenarios/mail/é.yaml'.normalize('NFD')).id).toBe('scenarios/mail/é.yaml'.normalize('NFC'))
  expect(entryOf('/p/q', '/p/one.yaml').id).toBe('../one.yaml')
})

test('a shard without entries warns', () => {
  const { begun } = cut(['scenarios/s0.yaml'], { index: 1, total: 1 })
  expect(emptyShard({ ...begun, index: 2, total: 3 })).toMatchObject({
    severity: 'warning',
    message: 'shard 2/3 has none of the 1 selected scenario',
  })
})

const titles = ['one', 'two', 'three', 'four', 'five']
const suite = () => folderWith(Object.fromEntries(titles.map((name) => [`scenarios/${name}.yaml`, greeting(name)])))

test('shards together run each scenario once, and none removes what belongs to another', async () => {
  const folder = suite()
  await scenario(folder, [])
  fs.copyFileSync(path.join(folder, 'transcripts/one.txt'), path.join(folder, 'transcripts/gone.txt'))
  const ran: string[] = []
  for (const shard of ['1/3', '2/3', '3/3']) {
    const { code, out } = await scenario(folder, ['-u', '--shard', shard, '--reporter', 'json'])
    expect(code).toBe(0)
    const { scenarios } = JSON.parse(out) as { scenarios: { title: string }[] }
    ran.push(...scenarios.map(({ title }) => title))
    expect(out).not.toContain('gone')
  }
  expect(ran.sort()).toEqual(titles.toSorted())
  expect(fs.existsSync(path.join(folder, 'transcripts/gone.txt'))).toBe(true)
})

test('the report begins with the part that runs', async () => {
  const folder = suite()
  const outs = await Promise.all(['1/2', '2/2'].map((shard) => scenario(folder, ['--shard', shard])))
  expect(outs.map(({ out }) => /^shard \d\/2: (\d) of 5 scenarios$/m.exec(out)?.[1]).map(Number)).toSatisfy(
    ([one, other]: [number, number]) => one + other === 5,
  )
})

test('an empty shard passes and says so', async () => {
  const folder = folderWith({ 'scenarios/one.yaml': greeting('one') })
  const all = await Promise.all(['1/2', '2/2'].map((shard) => scenario(folder, ['--shard', shard])))
  expect(all.map(({ code }) => code)).toEqual([0, 0])
  const [empty] = all.filter(({ out }) => out.includes('shard-empty'))
  expect(empty?.out).toMatch(/shard \d\/2 has none of the 1 selected scenario\n/)
})

test('the blob of an empty shard is as little for commits as that of another', async () => {
  const folder = folderWith({ 'scenarios/one.yaml': greeting('one') })
  for (const shard of ['1/2', '2/2']) {
    const out = `out-${shard[0]}`
    expect((await scenario(folder, ['--shard', shard, '--reporter', 'blob', '--out', out])).code).toBe(0)
    expect(fs.readdirSync(path.join(folder, out))).toEqual(
      expect.arrayContaining(['.gitignore', `blob-${shard[0]}-of-2.jsonl`]),
    )
  }
})

test('a part that is none is a usage error', async () => {
  const folder = suite()
  expect(await scenario(folder, ['--shard', '4/3'])).toMatchObject({ code: 2, out: '' })
  const { code, err } = await scenario(folder, ['--shard', 'auto'])
  expect(code).toBe(2)
  expect(err).toContain('BUILDKITE_PARALLEL_JOB')
  expect(
    await scenario(folder, ['--shard', 'auto'], { env: { CI_NODE_INDEX: '1', CI_NODE_TOTAL: '3' } }),
  ).toMatchObject({
    code: 0,
  })
})
