import { describe, expect, test } from 'vitest'
import { lostUpdate } from '../../forensics/example.ts'
import { elementsOf, pointsOf } from '../../hostile/readers.ts'
import { failed, failure, passed, reported, resultOf } from './results.ts'

const forensics = lostUpdate()
const repeats = { runs: 20, failed: 3, broken: 0 }
const often = resultOf({ status: 'failed', failure, attempts: 20, repeats, forensics })
const attempt = { status: 'failed', failure, duration: 40 } as const
const flaky = resultOf({ attempts: 2, earlier: [attempt], forensics })
const difference =
  'First difference: “b > GET counter” came between “a > GET counter” and “a | 5”, in 3 of 3 failed runs and in none of 17 that passed'
const compare = 'scenario diff .scenario/scenarios/counter.run-001.jsonl .scenario/scenarios/counter.run-018.jsonl'
const again = 'scenario run scenarios/counter.yaml --repeat 20'
const inOneLine = (text: string): string => text.replace(/\s+/g, ' ')

describe('runs that part, in every reporter', () => {
  test.each(['default', 'dot', 'github-summary', 'junit'])('%s: in full, with what came next in both', async (name) => {
    for (const result of [often, flaky]) {
      const text = await reported(name, [result])
      if (name !== 'github-summary' || result === often)
        expect(text).toMatch(/5\.0 ▸b . GET counter +5\.0  a \| OK|▸b (?:>|&gt;) GET counter/)
      expect(inOneLine(text).replace(/\\/g, '')).toContain('17 passed, in 2 orders; 3 failed, in 1 order')
      expect(inOneLine(text)).toContain('--repeat 20')
    }
  })

  test('default: behind the failure, and before the next scenario', async () => {
    const text = await reported('default', [often, passed])
    expect(text.indexOf('17 passed')).toBeGreaterThan(text.indexOf('Expected'))
    expect(text).toContain(`  run it again: ${again}\n\n✓ scenarios/echo.yaml`)
  })

  test('minimal: without times, so that equal failures give equal text', async () => {
    const text = await reported('minimal', [often])
    expect(text).toContain(`  runs: 3 of 20 runs did not pass (3 failed)
  17 passed, in 2 orders; 3 failed, in 1 order
  ${difference}
  compare them: ${compare}
  run it again: ${again}
`)
  })

  test('json: as data', async () => {
    const document = JSON.parse(await reported('json', [often, failed])) as { scenarios: { forensics?: object }[] }
    expect(document.scenarios[0]?.forensics).toEqual(forensics)
    expect(document.scenarios[1]).not.toHaveProperty('forensics')
  })

  test('tap and github: in short, where their readers find it', async () => {
    const [point] = pointsOf(await reported('tap', [often]))
    expect(JSON.stringify(point)).toContain('First difference')
    expect(await reported('github', [often])).toContain(`%0A${difference}%0A`)
    expect(await reported('github', [flaky])).toMatch(/^\n::warning .*%0AFirst difference/)
  })

  test('junit: in the output, which its readers keep', async () => {
    const outputs = elementsOf(await reported('junit', [flaky])).filter(({ name }) => name === 'system-out')
    expect(outputs).toHaveLength(1)
  })
})

describe('broken connections, in every reporter', () => {
  const crash = 'crashed: Error: read ECONNRESET'
  const crashes = {
    actors: ['server'],
    rows: [
      {
        runs: [1, 2],
        what: 'reset' as const,
        stream: 'server#1 up',
        at: [0, 6],
        length: 6,
        excerpt: '“│hello│”',
        became: { server: crash },
        wrong: `“server” has ${crash}`,
      },
      {
        runs: [3],
        what: 'stop' as const,
        stream: 'server#1 up',
        at: [6],
        length: 6,
        excerpt: '“hello│”',
        became: { server: 'running' },
      },
    ],
  }
  const shaken = { runs: 3, streams: 2, found: 1, crashes }
  const wrong = resultOf({ status: 'failed', failure, shaken })
  const held = resultOf({ shaken: { ...shaken, crashes: { ...crashes, rows: crashes.rows.slice(1) } } })

  test.each(['default', 'junit', 'github-summary'])('%s: the whole matrix', async (name) => {
    expect(await reported(name, [wrong])).toMatch(/0, 6 of 6 +“│hello│” +crashed: .*NRESET/)
  })

  test('default and junit: also where everybody took it well', async () => {
    for (const name of ['default', 'junit']) {
      const text = await reported(name, [held])
      expect(text).toMatch(/6 of 6 +“hello│” +running/)
      expect(text).toContain('1 run with a broken connection: no actor crashed or hung')
    }
  })

  test('others: what should not be so, in a line', async () => {
    const line = `reset of server#1 up after byte 0, 6 of 6: “server” has ${crash}`
    for (const name of ['minimal', 'github']) expect(await reported(name, [wrong])).toContain(line)
    expect(await reported('minimal', [wrong])).toContain('runs: 3 runs with a broken connection: 2 failed')
  })

  test('json: as data', async () => {
    const document = JSON.parse(await reported('json', [wrong])) as { scenarios: { shaken?: object }[] }
    expect(document.scenarios[0]?.shaken).toEqual(shaken)
  })
})
