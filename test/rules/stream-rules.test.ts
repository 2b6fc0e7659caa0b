import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { formNames, type FormName } from '../../src/text/message-forms.ts'
import { failurePrinted, rowsOf, runText } from '../scenarios/house.ts'

/** Runs a server with these rules (and options beside them) and a client that says no more than the steps do. */
async function run(rules: readonly string[], steps: readonly string[], { server = '', client = '' } = {}) {
  return runText(`scenario: rules
limits: { step: 2s }
vars: { word: 'a $\${b}' }
actors:
  server:
    tcp-server:
      allowHalfOpen: false
${server === '' ? '' : `      ${server}\n`}      rules:
${rules.map((rule) => `        - ${rule}\n`).join('')}  client: { tcp-client: { to: server${client === '' ? '' : `, ${client}`} } }
steps:
  - start: server
  - connect: client
${steps.map((step) => `  - ${step}\n`).join('')}`)
}
const passes = async (...args: Parameters<typeof run>) => {
  const result = await run(...args)
  expect(failurePrinted(result)).toBe('')
  return rowsOf(result)
}

test('greets, and fills replies with what was captured and with variables', async () => {
  await passes(
    [
      '{ on: connect, reply: "hello ${word}" }',
      '{ when: "/^I am (?<who>.*)$/", reply: ["${who}: $${who}", "${word}"] }',
    ],
    [
      'expect: { client: { line: "hello a $${b}" } }',
      'send: { client: "I am ${word}" }',
      'expect: { client: { lines: ["a $${b}: $${who}", "a $${b}"] } }',
    ],
  )
})

test('goes from state to state, each connection by itself', async () => {
  await passes(
    ['{ in: B, when: x, reply: b }', '{ in: [A, B], when: x, reply: a, go: B }', '{ when: x, reply: first, go: A }'],
    ['send: { client: [x, x, x] }', 'expect: { client: { lines: [first, a, b] } }'],
  )
})

test('fits several lines in a row, and no line twice', async () => {
  await passes(
    ['{ when: [a, "/^b(?<n>\\\\d)$/"], reply: "pair ${n}" }', '{ when: a, reply: one }', '{ when: b, reply: other }'],
    [
      'send: { client: [a, b1, b2, x, a, a, b3] }',
      'expect: { client: { lines: [one, pair 1, other, one, one, pair 3] } }',
    ],
  )
})

test('sends text, bytes and JSON in one write', async () => {
  await passes(
    [
      '{ when: "/(?<id>\\\\d+)/", reply: [{ text: a }, { bytes: "${id} 0a" }, { json: { id: "${id}", x: "n${id}" } }] }',
    ],
    ['send: { client: 42 }', 'expect: { client: { lines: [a42, \'{"id":42,"x":"n42"}\'] } }'],
  )
})

describe('every form of a message that steps send is a reply', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rules-'))
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))
  const file = path.join(folder, 'it.txt')
  fs.writeFileSync(file, 'it\n')
  const written: Readonly<Record<FormName, { content: string; comes: string }>> = {
    text: { content: '"it\\n"', comes: 'it' },
    bytes: { content: '69 74 0a', comes: 'it' },
    base64: { content: 'aXQK', comes: 'it' },
    json: { content: '{ it: 1 }', comes: '{"it":1}' },
    file: { content: JSON.stringify(file), comes: 'it' },
  }

  test.each(formNames)('%s', async (form) => {
    const { content, comes } = written[form]
    await passes(
      [`{ when: x, reply: { ${form}: ${content} } }`],
      ['send: { client: x }', `expect: { client: '${comes}' }`],
    )
  })

  test('a file by a name that was captured, or none', async () => {
    const rules = [`{ when: "/^get (?<name>.+)/", reply: [found, { file: "${folder}/\${name}.txt" }] }`]
    const rows = await passes(rules, ['send: { client: get it }', 'expect: { client: [found, it] }'])
    expect(rows.join('\n')).toContain('it.txt (3 bytes)')
    const result = await run(rules, ['send: { client: get other }', 'expect: { client: found }'])
    expect(failurePrinted(result)).toMatch(/cannot-read[^]*other\.txt” cannot be read: ENOENT[^]*file: "[^]*\^\^/)
  })
})

test('answers later in the order of the questions, and all is not idle before', async () => {
  const rows = await passes(
    ['{ when: slow, reply: late, after: 40ms }', '{ when: fast, reply: soon }', '{ on: end, reply: bye }'],
    ['send: { client: [slow, fast] }', 'end: client', 'expect: { client: { lines: [late, soon, bye] } }'],
  )
  expect(rows.filter((row) => row.startsWith('server#1 >'))).toEqual([
    'server#1 > late',
    'server#1 > soon',
    'server#1 > bye',
  ])
})

test('an answer that is due soon is waited for at the end', async () => {
  expect(await passes(['{ when: slow, reply: late, after: 60ms }'], ['send: { client: slow }'])).toContain(
    'client | late',
  )
})

test('closes behind the reply, and answers nothing after that', async () => {
  const rows = await passes(
    ['{ when: bye, reply: see you, close: true }', '{ when: x, reply: y }'],
    ['send: { client: [bye, x] }', 'expect: { client: [see you, { event: end }] }'],
  )
  expect(rows).not.toContain('server#1 > y')
})

test('resets behind the reply', async () => {
  await passes(
    ['{ when: rst, reply: gone, reset: true }'],
    ['send: { client: rst }', 'expect: { client: [gone, { event: reset }] }'],
  )
})

test('what is ignored stands on no lane, wherever it was cut', async () => {
  const rows = await passes(
    ['{ when: "/^PING (?<n>.)/", reply: "PONG ${n}", ignore: true }', '{ when: "/^x/" }'],
    [
      'send: { client: { text: "x1\\nPI" } }',
      'expect: { server: x1 }',
      'send: { client: { text: "NG 1\\nx2\\nPING 2\\nx" } }',
      'expect: { client: [PONG 1, PONG 2], server: { line: x2, next: true } }',
      'send: { client: { text: "3" } }',
      'exit: client',
    ],
  )
  expect(rows.filter((row) => row.startsWith('server#1'))).toEqual([
    'server#1 | x1',
    'server#1 | x2',
    'server#1 ~ x3',
    'server#1 * FIN received',
  ])
})

test('bytes without lines are taken as they come', async () => {
  await passes(
    ['{ when: { bytes: "01 (?<n> ??)" }, reply: { bytes: "${n}" } }', '{ when: GO, reply: { text: "!" } }'],
    [
      'send: { client: { bytes: "99 01 07 47 4f 01" } }',
      'send: { client: { bytes: "08" } }',
      'expect: { client: { bytes: "07 21 08" } }',
    ],
    { server: 'framing: raw', client: 'framing: raw' },
  )
})

describe('what cannot be', () => {
  test('lines where there are none', async () => {
    const result = await run(['{ when: "/x/", reply: y }'], [], { server: 'framing: raw' })
    expect(failurePrinted(result)).toContain('rule 1 (/x/) of “server” needs lines')
  })

  test('a regex that takes too long fails at its rule', async () => {
    const result = await run(
      ['{ when: y }', '{ when: "/^(a+)+$/" }'],
      [`send: { client: ${'a'.repeat(40)}! }`, 'expect: { client: never }'],
    )
    expect(failurePrinted(result)).toMatch(/regex-too-slow[^]*when: "\/\^\(a\+\)\+\$\/"[^]*\^\^\^/)
  })
})

describe('strict: rules', () => {
  const strict = { server: 'strict: rules' }

  test('fails at a line that nothing fits', async () => {
    const result = await run(['{ when: a, go: A }'], ['send: { client: [a, b] }', 'expect: { client: x }'], strict)
    expect(failurePrinted(result)).toMatch(/no-rule-fits\n.*no rule of “server#1” fits “b” in the state “A”/)
  })

  test('waits for the rest of several lines', async () => {
    const rules = ['{ when: [a, b, c], reply: abc }']
    await passes(rules, ['send: { client: [a, b, c] }', 'expect: { client: abc }'], strict)
    const result = await run(rules, ['send: { client: [a, b, x] }', 'expect: { client: abc }'], strict)
    expect(failurePrinted(result)).toContain('fits “a”')
  })

  test('fails at bytes that begin nothing', async () => {
    const result = await run(
      ['{ when: { bytes: "01 02" } }'],
      ['send: { client: { bytes: "01 03" } }', 'expect: { client: x }'],
      {
        server: 'strict: rules\n      framing: raw',
      },
    )
    expect(failurePrinted(result)).toContain('no rule of “server#1” fits “01 03”')
  })
})

test('a failure names what nothing fits, and rules that never applied', async () => {
  const result = await run(
    ['{ when: a }', '{ when: b }', '{ on: end }', '{ when: c }', '{ when: d }'],
    ['send: { client: [a, x, y] }', 'expect: { client: never }\n    within: 50ms'],
  )
  const printed = failurePrinted(result)
  expect(printed).toContain('no rule fits “y” and 1 before it')
  expect(printed).toContain('rules 2, 3, 4, 5 never applied')
})

test('names the moment that a line was mistaken for', async () => {
  const steps = ['send: { client: x }', 'expect: { client: never }\n    within: 50ms']
  expect(failurePrinted(await run(['{ when: connect, reply: hi }'], steps))).toContain('write “on: connect”')
  expect(failurePrinted(await run(['{ when: end, reply: hi }'], steps))).not.toContain('write “on: end”')
})
