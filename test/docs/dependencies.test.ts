import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8')
type Names = Readonly<Record<string, string>>
const { dependencies, optionalDependencies, peerDependencies } = JSON.parse(read('package.json')) as {
  readonly dependencies: Names
  readonly optionalDependencies: Names
  readonly peerDependencies: Names
}
const page = read('docs/dependencies.md')
const declared = Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies }).sort()

test('docs/dependencies.md has a row for each package, and for no other', () => {
  const rows = [...page.matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name)
  expect(rows.sort()).toEqual(declared)
})

test('docs/dependencies.md names files that are there', () => {
  const files = [...page.matchAll(/`((?:src|plugins)\/[^`]+)`/g)].map(([, file]) => file as string)
  expect(files.length).toBeGreaterThan(0)
  for (const file of files) expect(() => read(file)).not.toThrow()
})
