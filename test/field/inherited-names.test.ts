import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { scenario } from '../cli/fake-shell.ts'
import { folderWith } from '../suite/temporary.ts'

/** Names that every object of JavaScript has without anybody having written them. */
const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty']

const text = `scenario: Plain
actors: { server: tcp-server, client: { tcp-client: server } }
steps: [{ start: server }, { connect: client }]
`

describe.each(names)('%s is a name like any other', (name) => {
  test.each([
    ['plugins', name],
    ['explain', name],
    ['it', '--secret', name],
    ['it', '--tag', name],
    ['it', '--reporter', name],
    ['it', `--${name}`],
    ['it', `--${name}=1`],
    ['new', 'x', '--from', name],
    ['render', 'it', '--to', name],
    ['show', name],
  ])('scenario %s %s', async (...argv) => {
    const folder = folderWith({ 'scenarios/it.yaml': text })
    const { code, out, err } = await scenario(folder, argv)
    expect(out + err).not.toContain('internal')
    expect(code).toBe(2)
  })

  test('of an actor, a variable, a file, a capture, a tag and a mask', async () => {
    const folder = folderWith({
      'scenarios/it.yaml': `scenario: Names
tags: [${name}]
vars: { ${name}: value }
files: { ${name}: "a file" }
actors:
  server: tcp-server
  ${name}: { tcp-client: server }
steps:
  - start: server
  - connect: ${name}
  - send: { ${name}: "\${${name}} one" }
  - expect: { server: "value one" }
  - send: { server: "it is two" }
  - expect: { ${name}: "it is two" }
`,
    })
    const { code, out } = await scenario(folder, ['it', '--var', `${name}=value`])
    expect(out).toContain('1 passed')
    expect(code).toBe(0)
    expect(fs.readFileSync(path.join(folder, 'transcripts/it.txt'), 'utf8')).toContain(`${name} > value one`)
  })

  test('is no variable of the environment, and no verb, kind, matcher or key', async () => {
    const mistakes = [
      text.replace('tcp-server', name),
      text.replace('start: server', `${name}: server`),
      text.replace('connect: client }', `connect: client }, { expect: { client: { ${name}: 1 } } }`),
      text.replace('actors:', `${name}: 1\nactors:`),
      text.replace('connect: client }', `connect: client }, { send: { client: "\${env.${name}}" } }`),
      text.replace('connect: client }', `connect: client }, { send: { client: "\${server.${name}}" } }`),
      text.replace('connect: client }', `connect: client }, { expect: { client: { event: ${name} } } }`),
      text.replace(
        'connect: client }',
        `connect: client }, { expect: { client: { event: [1], ${name}: { text: {} } } } }`,
      ),
    ]
    for (const mistake of mistakes) {
      const { code, out } = await scenario(folderWith({ 'scenarios/it.yaml': mistake }), ['it'])
      expect(out).not.toContain('internal-error')
      expect([mistake, code], out).not.toEqual([mistake, 0])
    }
  })
})

test('a hundred thousand mistakes are a problem each, of which the first ones are shown', async () => {
  const placeholders = Array.from({ length: 130_000 }, (_, index) => `\${v${index}}`).join(' ')
  const send = `connect: client }, { send: { client: "${placeholders}" } }`
  const folder = folderWith({ 'scenarios/it.yaml': text.replace('connect: client }', send) })
  const { code, out } = await scenario(folder, ['check', 'it', '--verbose'])
  expect(code).toBe(2)
  expect(out).toContain('unknown-variable')
  expect(out.replaceAll(/\s+/g, ' ')).toContain('129900 more like it or other ones are not shown')
})
