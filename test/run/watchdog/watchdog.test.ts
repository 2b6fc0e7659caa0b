import { expect, test } from 'vitest'
import { startCli } from '../../promises/cli.ts'
import { folderWith } from '../../suite/temporary.ts'

test.concurrent.each([
  ['scenario.config.mjs', 'const a = 1\nfor (;;);\nexport default {}'],
  ['scenario.config.ts', 'const a: number = 1\nfor (;;);\nexport default {}'],
  ['scenario.config.cjs', 'module.exports = () => {\nfor (;;);\n}'],
])('%s that loops for ever is named with its place', async (name, text) => {
  const folder = folderWith({ [name]: text, '.git': '' })
  const { code, stderr } = await startCli(['list'], folder).outcome
  expect(code).toBe(2)
  expect(stderr).toContain('broken-config')
  expect(stderr).toContain('the configuration has not given control back for 10s')
  expect(stderr).toContain(`it is at ${name}:2:`)
  expect(stderr).not.toContain('plugin')
})
