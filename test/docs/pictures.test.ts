import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { scenario } from '../cli/fake-shell.ts'
import { home } from '../scenarios/house.ts'

test.each([
  ['echo', 'README.md'],
  ['course/echo-client-exit-crash', 'docs/cli.md'],
])('the picture of %s in %s is the one that its transcript gives', async (name, page) => {
  const picture = `pictures/${path.basename(name)}.svg`
  expect(fs.readFileSync(path.join(home, page), 'utf8')).toContain(
    `(${page.startsWith('docs/') ? '' : 'docs/'}${picture})`,
  )
  const drawn = await scenario(home, ['render', name, '--out', '-'])
  expect(drawn.out).toBe(fs.readFileSync(path.join(home, 'docs', picture), 'utf8'))
})
