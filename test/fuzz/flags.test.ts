import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { commands } from '../../src/cli/start/commands.ts'
import { scenario } from '../cli/fake-shell.ts'
import { folderWith } from '../suite/temporary.ts'
import { first } from './judge.ts'
import { numbersFrom } from './mutate.ts'

/** How many calls are tried; FUZZ_FLAGS raises it. */
const amount = Number(process.env['FUZZ_FLAGS'] ?? 150)

const scenarioText = `scenario: Small
tags: [small]
vars: { name: world }
actors: { server: tcp-server, client: { tcp-client: server } }
steps: [{ start: server }, { connect: client }, { send: { client: "hello \${name}" } }, { expect: { server: "/hello/" } }]
`
const files = {
  'scenarios/small.yaml': scenarioText,
  'scenarios/sub/other.yaml': scenarioText.replace('Small', 'Other'),
  'scenarios/bad.yaml': 'scenario: Bad\n',
  'notes.txt': 'my notes\n',
  'broken.jsonl': '{"t":0,"rec\n',
  'plugin.mjs': `export default { api: 1, name: 'mine', about: 'mine' }\n`,
}

/** Words that people, scripts and attackers write; none leads out of the folder. */
const words =
  'small¦small.yaml¦scenarios¦sub¦bad¦notes.txt¦broken.jsonl¦transcripts¦transcripts/small.txt¦.scenario/scenarios/small.jsonl¦nowhere¦.¦*¦**/*.yaml¦{a,b}¦[¦!¦ ¦¦-¦--¦---¦-x¦--no¦--=¦__proto__¦constructor¦toString¦0¦-1¦1e9¦NaN¦1¦8¦true¦null¦a=b¦=¦name=x¦name¦/x/¦/(/¦/^(a+)+$/¦\u0000¦\u001b[31m¦::error::¦\ud800¦é¦/dev/null¦/dev/full¦/dev/zero¦/proc/self/mem¦./plugin.mjs¦default¦json¦json=out.json¦json=/dev/full¦json=scenarios¦junit=a/b/c.xml¦svg¦md¦txt¦rows¦columns¦tcp¦echo¦unknown-actor¦completion¦--get-yargs-completions¦--help¦--version'.split(
    '¦',
  )

function callFrom(seed: number): string[] {
  const next = numbersFrom(seed)
  const one = <T>(all: readonly T[]): T => all[next(all.length)] as T
  const [name, command] = one(Object.entries(commands))
  const own = Object.keys(command.flags)
  const others = Object.values(commands).flatMap(({ flags }) => Object.keys(flags))
  const call = next(10) === 0 ? [] : [name]
  for (let left = next(6); left > 0; left--) {
    const flag = next(5) === 0 ? one(others) : own.length === 0 ? 'color' : one(own)
    const forms = [`--${flag}`, `--no-${flag}`, `--${flag}=${one(words)}`]
    const form = next(8)
    call.push(...(form < 4 ? [one(words)] : form < 5 ? [`--${flag}`, one(words)] : [forms[form - 5] as string]))
  }
  return call
}

test(
  `${amount} calls from seed ${first} on are answered: no throw, no unknown exit code, nothing hangs`,
  { timeout: 0 },
  async () => {
    const wrong: string[] = []
    const met: Record<number, number> = {}
    for (let seed = first; seed < first + amount && wrong.length < 3; seed++) {
      const folder = folderWith(files)
      const argv = callFrom(seed)
      const began = performance.now()
      try {
        const { code, out, err } = await scenario(folder, argv)
        met[code] = (met[code] ?? 0) + 1
        if (![0, 1, 2, 3].includes(code)) wrong.push(`seed ${seed}: exit code ${code} of ${JSON.stringify(argv)}`)
        const ours = /internal[- ]error|plugin-error|\n\s+at \S+ \(/.exec(argv[0] === 'explain' ? '' : out + err)?.[0]
        if (ours !== undefined) wrong.push(`seed ${seed}: ${ours} of ${JSON.stringify(argv)}: ${out}${err}`)
        if (code !== 0 && out + err === '') wrong.push(`seed ${seed}: nothing is said of ${JSON.stringify(argv)}`)
      } catch (error) {
        wrong.push(`seed ${seed}: ${JSON.stringify(argv)} threw ${(error as Error).stack}`)
      }
      if (performance.now() - began > 20_000) wrong.push(`seed ${seed}: ${JSON.stringify(argv)} took for ever`)
      for (const [name, text] of Object.entries({ 'notes.txt': files['notes.txt'] }))
        if (!argv.some((word) => word.includes(name)) && fs.readFileSync(path.join(folder, name), 'utf8') !== text)
          wrong.push(`seed ${seed}: ${JSON.stringify(argv)} has written to ${name}`)
      fs.rmSync(folder, { recursive: true, force: true })
    }
    expect(wrong.join('\n\n')).toBe('')
    expect(met[0]).toBeGreaterThan(amount / 20)
    expect(met[2]).toBeGreaterThan(amount / 20)
  },
)
