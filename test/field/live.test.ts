import { expect, test } from 'vitest'
import { runCli } from '../promises/cli.ts'
import { runText } from '../scenarios/house.ts'
import { folderWith } from '../suite/temporary.ts'
import { connectedPair } from '../scenarios/pair.ts'

test('rows are printed as they come, also what no step takes, and the step that waits is named', async () => {
  const seen: string[] = []
  await runText(
    `${connectedPair()}  - send: { server: [one, two] }
  - expect: { client: three }
    within: 300ms
`,
    {
      onRow: ({ lane, mark, text }) => seen.push(`${lane} ${mark} ${String(text)}`),
      waits: (step) => step !== undefined && seen.push(`waiting at ${step.line} for ${step.limit}: ${step.written}`),
    },
  )
  const waits = seen.indexOf('waiting at 9 for 300: expect: { client: three }')
  expect(waits).toBeGreaterThan(0)
  for (const row of ['server#1 > one', 'client | one', 'client | two'])
    expect(seen.filter((each) => each === row)).toHaveLength(1)
  expect(seen.filter((row) => row.startsWith('client * connected'))).toHaveLength(1)
})

test('in a pipe, --verbose prints rows and names a step that waits long', async () => {
  const folder = folderWith({
    'it.yaml': `scenario: it waits
actors:
  talker: { program: [node, -e, "console.log('hello'); setInterval(() => {}, 1000)"] }
steps:
  - start: talker
  - expect: { talker: never }
    within: 1500ms
`,
  })
  const { stdout } = await runCli(['run', '--verbose', 'it.yaml'], folder)
  expect(stdout).toMatch(/^it waits it\.yaml\n\n00:\d\d\.\d {2}talker \| hello\n/)
  expect(stdout).toMatch(/\n00:0\d\.\d {2}waiting at line 6, at most 1\.5 s: expect: \{ talker: never \}\n/)
  expect((await runCli(['run', 'it.yaml'], folder)).stdout).not.toContain('talker | hello\n00')
})

test('the reply of a rule and the line of exit have their rows when they are sent, once', async () => {
  const seen: string[] = []
  const result = await runText(
    `scenario: answers by themselves
actors:
  server: { tcp-server: { rules: [{ when: hello, reply: good day }] } }
  client: { tcp-client: server }
  echo: { program: { run: [node, -e, "process.stdin.on('data', (d) => { console.log('read ' + d); process.exit() })"], exit: leave } }
steps:
  - start: [server, echo]
  - connect: client
  - send: { client: hello }
  - expect: { client: good day }
  - exit: echo
  - expect: { server: hello }
  - exit: client
`,
    { onRow: ({ lane, mark, text }) => seen.push(`${lane} ${mark} ${String(text)}`) },
  )
  expect(result.failure).toBeUndefined()
  const at = (row: string): number => {
    expect(seen.filter((each) => each === row)).toHaveLength(1)
    return seen.indexOf(row)
  }
  expect(at('server#1 > good day')).toBeLessThan(at('client | good day'))
  expect(at('echo > leave')).toBeLessThan(at('echo | read leave'))
  expect(at('echo | read leave')).toBeLessThan(at('echo * exited 0'))
})
