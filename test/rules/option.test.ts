import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { checkPrinted } from '../scenarios/house.ts'

/** What `check` says about a server with these rules, in one line. */
async function said(rules: readonly string[], kind = 'tcp-server'): Promise<string> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rules-'))
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }))
  const text = `scenario: rules
actors:
  server:
    ${kind}:
      rules:
${rules.map((rule) => `        - ${rule}\n`).join('')}steps:
  - start: server
`
  fs.writeFileSync(path.join(folder, 'it.yaml'), text)
  const { printed } = await checkPrinted(path.join(folder, 'it.yaml'), folder)
  return printed.replaceAll(/\s*\n\s*/g, ' ')
}

describe('replies', () => {
  test.each([
    ['{ bytes: "8" }', /“bytes” are pairs of hex digits, and “8” is half a byte .* two digits for each byte/],
    ['{ bytes: "${id}8" }', /“8” is half a byte/],
    ['{ base64: "a" }', /“base64” is not base64 with padding .* multiple of four/],
    ['{ hex: "80" }', /did you mean “bytes”\?/],
    ['[x, { file: missing.bin }]', /it\.yaml:6:\d+ +warning file-not-found the file “missing\.bin”/],
  ])('%s', async (reply, message) => {
    expect(await said([`{ when: "/(?<id>x)/", reply: ${reply} }`])).toMatch(message)
  })

  test.each(['{ base64: "${blob}" }', '{ bytes: "${id} 80" }', '{ file: "${id}.bin" }'])('%s may be', async (reply) => {
    expect(await said([`{ when: "/(?<id>x)(?<blob>y)/", reply: ${reply} }`])).toBe('')
  })
})

describe('mistakes', () => {
  test.each<[readonly string[], string]>([
    [['{ on: /QUIT/, reply: x }'], 'for a line that comes, write “when: /QUIT/”'],
    [['{ on: connected, reply: x }'], 'did you mean “connect”?'],
    [['{ on: close, reply: x }'], 'did you mean “end”?'],
    [['{ when: a, replies: x }'], 'did you mean “reply”?'],
    [['{ when: a, answer: x }'], 'did you mean “reply”?'],
    [['{ when: a, response: x }'], 'did you mean “reply”?'],
    [['{ when: a, times: 0 }'], '“times” is “0”: expected at least 1'],
    [['{ when: a, go: DATA }', '{ in: DATAA, when: b }'], 'did you mean “DATA”?'],
    [['{ when: a, go: DATA }', '{ when: b, go: DATAA }', '{ in: DATA, when: c }'], 'did you mean “DATA”?'],
    [['{ when: a, go: DATA }', '{ when: b, go: data }', '{ in: DATA, when: c }'], 'did you mean “DATA”?'],
    [['{ when: /^/ }', '{ when: b, reply: c }'], 'rule 2 never applies: rule 1 before it fits whatever it fits'],
    [['{ when: "/.*/" }', '{ when: { json: { a: 1 } } }'], 'rule 2 never applies'],
    [['{ when: a }', '{ when: ab, reply: c }'], 'rule 2 never applies'],
    [['{ when: /a/ }', '{ when: [b, /a/] }'], 'rule 2 never applies'],
    [['{ on: end, reply: a }', '{ on: end, reply: b }'], 'rule 2 never applies'],
    [['{ when: x, go: A }', '{ in: [A], when: a }', '{ in: A, when: a }'], 'rule 3 never applies'],
  ])('%j', async (rules, message) => {
    expect(await said(rules)).toContain(message)
  })

  test('a misspelt key is not missing as well', async () => {
    const all = await said(['{ whn: a, reply: x }'])
    expect(all).toContain('did you mean “when”?')
    expect(all).not.toContain('missing')
  })

  test.each<readonly string[]>([
    ['{ when: a, go: S1 }', '{ in: S1, when: b, go: S2 }'],
    ['{ when: a, go: DATA }', '{ in: DATA, when: b, go: DONE }'],
    ['{ when: a, times: 1 }', '{ when: a, reply: b }'],
    ['{ when: x, go: A }', '{ in: A, when: /^/ }', '{ when: a }'],
    ['{ when: /^/ }', '{ when: { bytes: "00" } }'],
    ['{ when: [a, b] }', '{ when: b }'],
    ['{ when: ab }', '{ when: a }'],
  ])('no mistake: %j', async (...rules) => {
    expect(await said(rules)).toBe('')
  })

  test('a kind without rules', async () => {
    expect(await said(['{ when: a }'], 'echo-server')).toMatch(/“rules” is an option of .*serial,.* tcp-server/)
  })
})
