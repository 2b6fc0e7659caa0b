import { expect, test } from 'vitest'
import path from 'node:path'
import { check } from '../../../src/pipeline.ts'
import { servicesAt } from '../../scenarios/house.ts'
import { folderWith } from '../../suite/temporary.ts'

const rest = `
actors:
  server: tcp-server
  crowd: { tcp-client: { to: server, count: 2 } }
  job: { program: [node, -e, ""] }
  shell: { program: { run: sh, pty: true } }
steps:
  - start: [server, job, shell]
  - connect: crowd
  - expect: { job: { exit: 0 } }
`

test.each([
  ['{ text: x, on: server }', []],
  ['{ text: x, on: [crowd#2, server#1] }', []],
  ['{ text: x, stream: stderr }', []],
  ['{ text: x, on: job, stream: stdout }', []],
  ['{ regex: /x/i, on: job, stream: stderr }', []],
  ['{ text: x, on: shell, stream: stdout }', []],
  ['{ text: x, on: shell, stream: stderr }', ['invalid-value']],
  ['{ text: x, on: jib }', ['unknown-actor']],
  ['{ text: x, on: server#crowd }', ['unknown-connection']],
  ['{ text: x, on: server#7 }', []],
  ['{ text: x, on: crowd#3 }', ['unknown-connection']],
  ['{ text: x, on: [job#1, server] }', ['unknown-connection']],
  ['{ text: x, on: [job, crowd], stream: stderr }', ['invalid-value']],
  ['{ text: x, stream: stdrr }', ['invalid-value']],
  ['{ regex: x }', ['invalid-value']],
  ['{ on: job }', ['missing-key']],
  ['{ text: x, regex: /x/ }', ['one-key-map']],
])('forbid: %s', async (written, codes) => {
  const folder = folderWith({ 'it.yaml': `scenario: t\nforbid: [${written}]${rest}` })
  const { problems } = await check(path.join(folder, 'it.yaml'), servicesAt(folder))
  expect(problems.map(({ code }) => code)).toEqual(codes)
})
