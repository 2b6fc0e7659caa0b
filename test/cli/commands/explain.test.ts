import { expect, test } from 'vitest'
import { folderWith } from '../../suite/temporary.ts'
import { scenario } from '../fake-shell.ts'

const plugin = (code: string): string =>
  `export default { api: 1, name: '${code}', about: 'x', problems: { '${code}': 'The page of ${code}.' } }`
const files = { '.git': '', 'one.mjs': plugin('no-luck'), 'two.mjs': plugin('no-time') }

test('codes of plugins that a configuration names are explained, also those of projects', async () => {
  const configuration = 'plugins: ./one.mjs\nprojects:\n  a: {}\n  b: { plugins: ./two.mjs }\n'
  const folder = folderWith({ ...files, 'scenario.config.yaml': configuration })
  for (const code of ['no-luck', 'no-time'])
    expect((await scenario(folder, ['explain', code])).out).toContain(`The page of ${code}.`)
  expect((await scenario(folder, ['explain'])).out).toMatch(/^no-luck\nno-time$/m)
})

test('a configuration that is wrong stands in no page’s way', async () => {
  const folder = folderWith({ ...files, 'scenario.config.yaml': 'jobs: x\nplugins: ./one.mjs\n' })
  expect(await scenario(folder, ['explain', 'wrong-type'])).toMatchObject({ code: 0, err: '' })
  expect((await scenario(folder, ['explain'])).out).toContain('\nbroken-config\n')
  expect((await scenario(folder, ['explain', 'no-luck'])).code).toBe(2)
})
