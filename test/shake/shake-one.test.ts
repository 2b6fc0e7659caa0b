import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Plan } from '../../src/model/shake.ts'
import { folderWith } from '../suite/temporary.ts'
import { shaken, wiresByEnvironment } from './shaken.ts'

/** A program that prints `good`, or what an expression of `changes` (such as `['cut 7']`) says. */
const folderOf = (bad: string, expected = 'good'): string =>
  folderWith({
    'scenarios/one.yaml': `scenario: One
actors:
  program: { program: { run: [node, "\${dir}/../program.mjs"] } }
steps:
  - start: program
  - expect: { program: [${expected}, { exit: 0 }] }
`,
    'program.mjs': `import fs from 'node:fs'
const changes = (process.env.CHANGES ?? '').split(',').filter((each) => each !== '')
const count = new URL('./count', import.meta.url)
fs.appendFileSync(count, '.')
const starts = fs.readFileSync(count, 'utf8').length
console.log(${bad} ? 'bad' : 'good')
`,
  })

const plansOf = (plans: readonly Plan[]): readonly string[] => plans.map((plan) => JSON.stringify(plan))

describe('shaking a scenario', () => {
  test('of a correct program finds nothing, and writes nothing', async () => {
    const folder = folderOf('false')
    const played: Plan[] = []
    const { result, attempts } = await shaken(folder, { seed: 42, runs: 7 }, wiresByEnvironment(played))
    expect(result).toMatchObject({ status: 'passed', shaken: { runs: 7, seed: 42, streams: 1 }, warnings: [] })
    expect(result.shaken).not.toHaveProperty('found')
    expect(attempts).toEqual([
      'as it is',
      'as it is, through wires',
      ...[1, 2, 3, 4, 5, 6, 7].map((run) => `run ${run} of 7, seed 42`),
    ])
    expect(played).toHaveLength(8)
    expect(fs.existsSync(path.join(folder, 'transcripts'))).toBe(false)
  })

  test('finds a cut, shrinks to it, and says how to see it again', async () => {
    const { result } = await shaken(folderOf("changes.includes('cut 7')"), { seed: 3 }, wiresByEnvironment())
    expect(result.status).toBe('failed')
    expect(result.failure).toMatchObject({
      code: 'fails-when-shaken',
      message: 'fails when what “server” receives is cut after byte 7 of 14: “PUT som│ething\\n”',
      hint: "“scenario shake scenarios/one.yaml --cut 'server#1 up 7'” repeats it, and with --write NAME writes it as a scenario",
      wanted: '“good”',
      verb: 'expect',
    })
    expect(result.failure?.why).toMatch(/^expectation-not-met: |^expectation-impossible: /)
    expect(result.shaken?.plan).toEqual({ faults: [{ actor: 'server', connection: 1, direction: 'up', cuts: [7] }] })
    expect(result.recording).toBe('.scenario/scenarios/one.jsonl')
  })

  test('looks on for what fails each time where something fails now and then', async () => {
    const folder = folderOf("starts === 4 || changes.includes('cut 7')")
    const { result } = await shaken(folder, { seed: 3, runs: 40, jobs: 1 }, wiresByEnvironment())
    expect(result.failure?.message).toContain('is cut after byte 7 of 14')
  })

  test('shrinks to two cuts where it takes both', async () => {
    const both = "changes.includes('cut 3') && changes.includes('cut 9')"
    const { result } = await shaken(folderOf(both), {}, wiresByEnvironment())
    expect(result.shaken?.plan?.faults).toMatchObject([{ cuts: [3, 9] }])
  })

  test('compares transcripts where everything passes', async () => {
    const folder = folderOf("changes.includes('cut 5')", '{ text: oo }')
    fs.writeFileSync(
      path.join(folder, 'program.mjs'),
      "console.log('good'); if ((process.env.CHANGES ?? '').includes('cut 5')) console.log('good again')",
    )
    const { result } = await shaken(folder, {}, wiresByEnvironment())
    expect(result.failure).toMatchObject({ code: 'fails-when-shaken', lane: 'program' })
    expect(result.failure?.why).toContain('transcript-differs: the conversation differs')
    expect(result.comparison).toMatchObject({ outcome: 'differs', difference: { parts: { lane: 'program' } } })
  })

  test('says that it is flaky where no change is to blame', async () => {
    // The first two starts are those without changes, and every third one fails.
    const { result } = await shaken(folderOf('starts > 2'), {}, wiresByEnvironment())
    expect(result.failure).toMatchObject({
      code: 'fails-now-and-then',
      message: 'fails now and then, also when nothing is done to it',
    })
  })

  test('says how often it failed where the same plan passes again', async () => {
    const { result } = await shaken(folderOf('starts === 4'), { jobs: 1 }, wiresByEnvironment())
    expect(result.failure).toMatchObject({
      code: 'fails-now-and-then',
      message: 'run 2 cannot be reproduced: 1 of 4 runs to which the same is done fail',
    })
  })

  test('does not begin where it fails as it is', async () => {
    const played: Plan[] = []
    const { result } = await shaken(folderOf('true'), {}, wiresByEnvironment(played))
    expect(result.failure?.code).not.toBe('fails-when-shaken')
    expect(result).not.toHaveProperty('shaken')
    expect(result.status).toBe('failed')
    expect(played).toEqual([])
  })

  test('does not begin where wires alone make a difference', async () => {
    const { result } = await shaken(folderOf('starts === 2 || starts === 3'), {}, wiresByEnvironment())
    expect(result.failure).toMatchObject({ code: 'cannot-be-shaken' })
  })

  test('does not blame wires for what passes through them the next time', async () => {
    const { result } = await shaken(folderOf('starts === 2'), {}, wiresByEnvironment())
    expect(result.failure).toMatchObject({
      code: 'fails-now-and-then',
      message: 'fails now and then, also when nothing is done to it',
    })
  })

  test('does what it is given, and shrinks it not', async () => {
    const stream = { actor: 'server', connection: 1, direction: 'up' as const }
    const plan = { faults: [{ ...stream, cuts: [6, 7] }] }
    const { result } = await shaken(folderOf("changes.includes('cut 7')"), { plan }, wiresByEnvironment())
    expect(result.shaken?.plan).toEqual(plan)
    expect(result.failure?.message).toBe(
      'fails when what “server” receives is cut after bytes 6 and 7 of 14: “PUT so│m│ething\\n”',
    )
  })

  test('fails where it is given a stream that there is not', async () => {
    const plan = { faults: [{ actor: 'servr', connection: 1, direction: 'up' as const, cuts: [6] }] }
    const { result } = await shaken(folderOf('false'), { plan }, wiresByEnvironment())
    expect(result.status).toBe('failed')
    expect(result.failure).toMatchObject({ code: 'unknown-stream', message: 'there is no stream “servr#1 up”' })
  })

  test('skips what says why it is not shaken, and shakes it all the same where what is done is given', async () => {
    const folder = folderOf("changes.includes('cut 7')")
    const file = path.join(folder, 'scenarios/one.yaml')
    fs.writeFileSync(
      file,
      fs.readFileSync(file, 'utf8').replace('actors:', 'shake: { skip: it shows pieces }\nactors:'),
    )
    const played: Plan[] = []
    const { result, attempts } = await shaken(folder, {}, wiresByEnvironment(played))
    expect(result).toMatchObject({ status: 'skipped', skipped: 'it shows pieces', title: 'One' })
    expect(result).not.toHaveProperty('shaken')
    expect([played, attempts]).toEqual([[], []])
    const plan: Plan = { faults: [{ actor: 'server', connection: 1, direction: 'up', cuts: [7] }] }
    const given = await shaken(folder, { plan }, wiresByEnvironment(played))
    expect(given.result.failure?.code).toBe('fails-when-shaken')
    const ofSeed = await shaken(folder, { run: 4 }, wiresByEnvironment(played))
    expect(ofSeed.result.shaken).toMatchObject({ runs: 1 })
  })

  test('does one run of a seed', async () => {
    const all: Plan[] = []
    await shaken(folderOf('false'), { seed: 9, runs: 5 }, wiresByEnvironment(all))
    const one: Plan[] = []
    const { attempts } = await shaken(folderOf('false'), { seed: 9, run: 4 }, wiresByEnvironment(one))
    expect(one).toHaveLength(2)
    expect(plansOf(all)).toContain(JSON.stringify(one[1]))
    expect(attempts.at(-1)).toBe('run 4, seed 9')
  })

  test('cuts at every byte', async () => {
    const { result, attempts } = await shaken(
      folderOf("changes.includes('cut 4')"),
      { everyByte: true, jobs: 1 },
      wiresByEnvironment(),
    )
    expect(result.shaken).toMatchObject({ found: 4, plan: { faults: [{ cuts: [4] }] } })
    expect(attempts).toContain('cut 4 of 13')
  })

  test('of the cuts at every byte makes so many as are asked for', async () => {
    const { result, attempts } = await shaken(
      folderOf("changes.includes('cut 4')"),
      { everyByte: true, jobs: 1, runs: 3 },
      wiresByEnvironment(),
    )
    expect(result.shaken).toMatchObject({ runs: 3 })
    expect(attempts.at(-1)).toBe('cut 3 of 3')
  })

  test('ends when it is interrupted, at any moment', async () => {
    for (const after of [1, 2, 3, 5]) {
      const stop = new AbortController()
      let runs = 0
      const wires = wiresByEnvironment()
      const { result } = await shaken(
        folderOf('false'),
        { runs: 1000 },
        (plan, how) => {
          runs += 1
          if (runs === after) setImmediate(() => stop.abort())
          return wires(plan, how)
        },
        stop.signal,
      )
      expect(result.failure?.code).toBe('interrupted')
      expect(runs).toBeLessThanOrEqual(after + 2)
    }
  })

  test('ends when the time is over', async () => {
    const { result } = await shaken(folderOf('false'), { runs: Infinity, time: 1 }, wiresByEnvironment())
    expect(result).toMatchObject({ status: 'passed' })
    expect(result.shaken?.runs).toBeLessThanOrEqual(2)
  })
})
