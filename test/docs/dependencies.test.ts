import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8')
type Names = Readonly<Record<string, string>>
const { dependencies, devDependencies, optionalDependencies, peerDependencies } = JSON.parse(read('package.json')) as {
  readonly dependencies: Names
  readonly devDependencies: Names
  readonly optionalDependencies: Names
  readonly peerDependencies: Names
}
const page = read('docs/dependencies.md')
const declared = Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies }).sort()

test('docs/dependencies.md has a row for each package that users install, and for none that is not there', () => {
  const rows = [...page.matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name as string)
  // Of what only this repository needs, the table says what is worth saying.
  const ours = rows.filter((name) => Object.hasOwn(devDependencies, name) && !declared.includes(name))
  expect(rows.sort()).toEqual([...declared, ...ours].sort())
})

test('docs/dependencies.md names files that are there', () => {
  const files = [...page.matchAll(/`((?:src|plugins)\/[^`]+)`/g)].map(([, file]) => file as string)
  expect(files.length).toBeGreaterThan(0)
  for (const file of files) expect(() => read(file)).not.toThrow()
})
