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
