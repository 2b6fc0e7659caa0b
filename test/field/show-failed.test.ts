import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { scenario } from '../cli/fake-shell.ts'
import { folderWith } from '../suite/temporary.ts'

const steps = `steps:
  - start: talker
  - expect: { talker: ready }
  - expect: { talker: never }
    within: 300ms
`
const program = `console.log('ready'); console.log('nobody took this'); console.error('nor that'); process.stdout.write('unfinished'); setInterval(() => {}, 1000)`
const failing = (more = ''): string => `scenario: it fails
actors:
  talker: { program: { run: [node, -e, ${JSON.stringify(program)}]${more} } }
${steps}`

test('show of a scenario without a transcript draws its last recording, with all that came and the verdict', async () => {
  const folder = folderWith({ 'it.yaml': failing() })
  expect((await scenario(folder, ['run', 'it.yaml'])).code).toBe(1)
  const { out, code } = await scenario(folder, ['show', 'it', '--width', '100'])
  expect(code).toBe(0)
  for (const text of ['ready', 'nobody took this', '! nor that', '~ unfinished']) expect(out).toContain(text)
  expect(out).toContain('* failed at line 7, expect: “talker” did not say “never”')
})

test('render, too, and also what rows: taken leaves out of a transcript, in its place', async () => {
  const folder = folderWith({
    'talker.js': `for (const word of ['before', 'ready', 'between', 'and', 'behind']) console.log(word + '!'); setInterval(() => {}, 1000)`,
    'it.yaml': `scenario: it fails
actors:
  talker: { program: { run: [node, talker.js], rows: taken } }
steps:
  - start: talker
  - expect: { talker: ready }
  - expect: { talker: and }
  - expect: { talker: never }
    within: 300ms
`,
  })
  await scenario(folder, ['run', 'it.yaml'])
  expect((await scenario(folder, ['render', '.scenario/it.jsonl', '--to', 'svg'])).code).toBe(0)
  const svg = fs.readFileSync(path.join(folder, 'it.svg'), 'utf8')
  expect([...svg.matchAll(/(\w+)!|did not say/g)].map(([text]) => text)).toEqual([
    'before!',
    'ready!',
    'between!',
    'and!',
    'behind!',
    'did not say',
  ])
})

test('a recording is drawn in order of arrival, whatever order the steps have', async () => {
  const folder = folderWith({
    'it.yaml': `scenario: the second is asked first
actors:
  server: tcp-server
  one: { tcp-client: server }
  two: { tcp-client: server }
steps:
  - start: server
  - connect: one
  - connect: two
  - send: { server#one: "for one" }
  - expect: { one: { prompt: "for" } }
  - send: { server#two: "for two" }
  - expect: { two: for two }
  - expect: { one: " one" }
`,
  })
  expect((await scenario(folder, ['run', 'it.yaml'])).code).toBe(0)
  const { out } = await scenario(folder, ['show', '.scenario/it.jsonl', '--layout', 'rows', '--width', '200'])
  const line = (text: RegExp): number => out.split('\n').findIndex((each) => text.test(each))
  expect(line(/ {2}one /)).toBeGreaterThan(0)
  expect(line(/ {2}one /)).toBeLessThan(line(/ {2}for two/))
})

test('diff compares what was said, and no verdicts', async () => {
  const folder = folderWith({ 'it.yaml': failing() })
  await scenario(folder, ['run', 'it.yaml'])
  const { out } = await scenario(folder, ['diff', '.scenario/it.jsonl', '.scenario/it.jsonl'])
  expect(out).toBe('the two conversations are the same\n')
  expect(fs.readFileSync(path.join(folder, '.scenario/it.jsonl'), 'utf8')).toMatch(
    /"verdict":"failed","message":"[^"]*","lane":"talker","line":7,"verb":"expect"/,
  )
})
