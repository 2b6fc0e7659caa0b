import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const home = path.resolve(import.meta.dirname, '../..')
const roots = ['.', 'src', 'test'].map((root) => path.join(home, root))

test('each file and folder that CONTRIBUTING names is there', () => {
  const page = readFileSync(path.join(home, 'CONTRIBUTING.md'), 'utf8')
  const named = [...page.matchAll(/`([\w.-]+\/[\w./-]*)`/g)].map(([, name = '']) => name)
  expect(named.length).toBeGreaterThan(40)
  expect(named.filter((name) => !roots.some((root) => existsSync(path.join(root, name))))).toEqual([])
})
