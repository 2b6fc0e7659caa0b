import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { scenario } from '../cli/fake-shell.ts'
import { folderWith } from '../suite/temporary.ts'

const page = fs.readFileSync(path.resolve(import.meta.dirname, '../../docs/matrix.md'), 'utf8')
const files = Object.fromEntries(
  [...page.matchAll(/^```\w+ file: (\S+)\n(.*?)^```$/gms)].map(([, name = '', text = '']) => [
    name.startsWith('scenario.config') ? name : `scenarios/${name}`,
    text,
  ]),
)

test('the conformance test of the page tells two servers apart, as the page shows it', async (context) => {
  const folder = folderWith(files)
  const first = await scenario(folder, ['run', '--no-ci', '-j', '1'])
  const missing = /the command “redis-server” is not installed/.exec(first.out)?.[0]
  if (missing !== undefined) return context.skip(missing)
  expect(first.out).toContain('✓ scenarios/resp.yaml [impl=redis-server]')
  const { code, out } = await scenario(folder, ['run', '--ci'])
  expect(code).toBe(1)
  const table = /^impl +redis-server.*?\n\n/ms
  for (const text of [first.out, out])
    expect(table.exec(text)?.[0]).toBe(`${table.exec(page)?.[0].replace(/```\n/, '')}`)
  for (const line of ["  - | -ERR unknown command 'FROB', with args beginning with: 'it'\\x20", '  + | -ERR unknown command'])
    for (const text of [out, page]) expect(text.split('\n')).toContain(line)
})
