import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { builtProgram, programIn } from '../cli/built.ts'

const main = builtProgram()

test('a plugin in TypeScript leaves nothing in the temporary folder, where others could plant code for the next time', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'cache-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const shared = path.join(folder, 'tmp')
  mkdirSync(shared)
  writeFileSync(path.join(folder, 'helper.ts'), `export const name: string = 'typed'\n`)
  writeFileSync(
    path.join(folder, 'typed.ts'),
    `import { name } from './helper.ts'\nexport default { api: 1 as const, name, about: 'typed' }\n`,
  )
  writeFileSync(
    path.join(folder, 'typed.yaml'),
    'scenario: Typed\nplugins: [./typed.ts]\nactors: { server: tcp-server }\nsteps: [{ start: server }]\n',
  )
  const { code, out } = await programIn(main, folder, ['check', 'typed.yaml'], { TMPDIR: shared })
  expect(out).toContain('1 scenario checked, no problems')
  expect(code).toBe(0)
  expect(readdirSync(shared)).toEqual([])
})
