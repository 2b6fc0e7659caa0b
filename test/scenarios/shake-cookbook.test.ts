import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { partsOf } from '../../src/shake/parts.ts'
import { throughWires } from '../../src/shake/runner.ts'
import { home } from './house.ts'
import { folderWith } from '../suite/temporary.ts'
import { shaken } from '../shake/shaken.ts'

const folder = path.join(home, 'scenarios/shake')
const hasPython = process.env['PATH']?.split(':').some((bin) => fs.existsSync(path.join(bin, 'python3'))) === true

/** Found by cuts and joins alone, which change no byte; the others need a connection that breaks. */
const harmless = [
  'one-chunk',
  'utf8',
  'line-end',
  'length-prefix',
  'double-answer',
  'first-chunk',
  'pipelined',
  'write-after-end',
  ...(hasPython ? ['lost-tail'] : []),
]

/** The scenario with one of its two programs. */
function folderOf(name: string, program: string): string {
  const text = fs.readFileSync(path.join(folder, `${name}.yaml`), 'utf8')
  return folderWith({
    'scenarios/it.yaml': text
      .replace(/^vars: .*$/m, `vars: { program: ${program} }`)
      .replaceAll('programs/${program}', `${folder}/programs/\${program}`),
  })
}

describe.each(harmless)('%s', (name) => {
  test('the wrong program is found within 200 runs, and shrunk to two cuts at most', async () => {
    const { result } = await shaken(folderOf(name, `${name}.wrong`), { seed: 7, runs: 200 }, throughWires)
    expect(result.failure?.code).toBe('fails-when-shaken')
    expect(result.shaken?.found).toBeLessThanOrEqual(200)
    expect(partsOf(result.shaken?.plan ?? { faults: [] }).length).toBeOneOf([1, 2])
  })

  test('of the right program nothing is found', async () => {
    const { result } = await shaken(folderOf(name, name), { seed: 7, runs: 15 }, throughWires)
    expect(result).toMatchObject({ status: 'passed', shaken: { runs: 15 } })
  })
})

describe.each([
  ['no-error-handler', 'reset', /has crashed: Error: read ECONNRESET/],
  ['back-pressure', 'stop', /fills its memory/],
  ...(hasPython ? [['dead-socket', 'reset', /has crashed: \w*Error/] as const] : []),
] as const)('%s', (name, what, why) => {
  test('of the wrong program it is said what becomes of it', async () => {
    const { result } = await shaken(folderOf(name, `${name}.wrong`), { seed: 7, faults: [what] }, throughWires)
    expect(result.failure).toMatchObject({ code: 'fails-when-broken', why: expect.stringMatching(why) })
  })

  test('the right program outlives it', async () => {
    const { result } = await shaken(folderOf(name, name), { seed: 7, faults: [what] }, throughWires)
    expect(result.failure).toBeUndefined()
  })
})

test('each scenario has a wrong and a right program, and stands in the manual', () => {
  const manual = fs.readFileSync(path.join(home, 'docs/shake-cookbook.md'), 'utf8')
  const names = fs.readdirSync(folder).flatMap((file) => (file.endsWith('.yaml') ? [file.replace('.yaml', '')] : []))
  const programs = fs.readdirSync(path.join(folder, 'programs'))
  expect(names.length).toBeGreaterThanOrEqual(12)
  for (const name of names) {
    expect(manual).toContain(`| \`${name}\` |`)
    expect(programs.filter((file) => file.startsWith(`${name}.`))).toHaveLength(2)
  }
})
