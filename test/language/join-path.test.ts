import { expect, it } from 'vitest'
import { joinPath } from '../../src/language/join-path.ts'

it.each([
  ['/a/b.yaml', 'c.yaml', '/a/c.yaml'],
  ['/a/b.yaml', '../c.yaml', '/c.yaml'],
  ['/a/b.yaml', './x/../c.yaml', '/a/c.yaml'],
  ['/a/b.yaml', '/c.yaml', '/c.yaml'],
  ['/b.yaml', '../../c.yaml', '/c.yaml'],
  ['scenarios/b.yaml', '../c.yaml', 'c.yaml'],
  ['b.yaml', '../c.yaml', '../c.yaml'],
  ['C:\\a\\b.yaml', 'x\\c.yaml', 'C:/a/x/c.yaml'],
])('from %s, %s is %s', (from, path, joined) => expect(joinPath(from, path)).toBe(joined))
