import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { loadPlugin } from '../../src/registry/load.ts'

const folder = mkdtempSync(join(tmpdir(), 'load-'))
const from = join(folder, 'story.yaml')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const put = (name: string, text: string): void => {
  mkdirSync(join(folder, name, '..'), { recursive: true })
  writeFileSync(join(folder, name), text)
}
const good = 'export default { api: 1, name: "good", about: "a fake" }'
put('good.mjs', good)
put(
  'sub/typed.ts',
  'const plugin: { api: 1; name: string; about: string } = { api: 1, name: "typed", about: "a fake" }\nexport default plugin\n',
)
put('throws.mjs', 'throw new Error("no luck\\nsecond line")')
put('throws-odd.mjs', 'throw undefined')
put('syntax.mjs', 'export default {')
put('nothing.mjs', 'export const plugin = 1')
put('old.mjs', 'export default { api: 2, name: "old", about: "" }')
put('kind.mjs', 'export default { api: 1, name: "kind", about: "", actors: { thing: { start() {} } } }')
put('breaking.mjs', 'export default { api: 1, name: "b", about: "", problems: { luck: "" }, breaking: ["no-luck"] }')
put('list.mjs', 'export default { api: 1, name: "list", about: "", matchers: [] }')
put('node_modules/packaged/package.json', '{ "name": "packaged", "type": "module", "main": "index.js" }')
put('node_modules/packaged/index.js', good)
put(
  'node_modules/@scope/modern/package.json',
  '{ "name": "@scope/modern", "type": "module", "exports": { ".": { "import": "./lib/entry.js" } } }',
)
put('node_modules/@scope/modern/lib/entry.js', good)

describe('loadPlugin', () => {
  it.each(['./good.mjs', 'good.mjs', join(folder, 'good.mjs'), 'packaged', '@scope/modern'])(
    'loads %s',
    async (specifier) => {
      expect(await loadPlugin(specifier, from)).toMatchObject({ plugin: { name: 'good' } })
    },
  )

  it('loads TypeScript', async () => {
    expect(await loadPlugin('./sub/typed.ts', from)).toMatchObject({ plugin: { name: 'typed' } })
  })

  it.each([
    ['./missing.mjs', 'unknown-plugin', 'no such file'],
    ['./sub', 'unknown-plugin', 'it is not a regular file'],
    ['not-installed', 'unknown-plugin', 'no such package'],
    ['throws.mjs', 'broken-plugin', 'it threw while loading: no luck'],
    ['throws-odd.mjs', 'broken-plugin', 'it threw while loading: undefined'],
    ['syntax.mjs', 'broken-plugin', 'it threw while loading'],
    ['nothing.mjs', 'broken-plugin', 'it has no default export'],
    ['old.mjs', 'broken-plugin', 'it is made for the plugins’ door 2, and this one is 1'],
    ['kind.mjs', 'broken-plugin', '“thing” in “actors”: “options” is not a zod 4 schema'],
    ['list.mjs', 'broken-plugin', '“matchers” is not a table'],
    ['breaking.mjs', 'broken-plugin', '“breaking” names “no-luck”, which is not one of its “problems”'],
  ])('%s is %s', async (specifier, code, why) => {
    const loaded = await loadPlugin(specifier, from)
    expect(loaded).toMatchObject({ problem: { code, message: expect.stringContaining(why) } })
    expect(loaded).toMatchObject({ problem: { message: expect.stringContaining(specifier) } })
  })

  it('gives up on one that never finishes loading', async () => {
    writeFileSync(join(folder, 'waits.mjs'), 'await new Promise(() => {})\n')
    const loaded = await loadPlugin('./waits.mjs', from, 20)
    expect(loaded).toMatchObject({
      problem: { code: 'broken-plugin', message: expect.stringContaining('not finished') },
    })
  })
})
