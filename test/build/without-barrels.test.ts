import { expect, test } from 'vitest'
import { pastBarrels } from '../../build/without-barrels.mjs'

const barrels = new Map([
  [
    '/p/src/door.ts',
    new Map([
      ['a', { file: '/p/src/net/a.ts', name: 'a' }],
      ['b', { file: '/p/src/b.ts', name: 'inner' }],
      ['all', { file: '/p/src/all.ts', name: '*' }],
    ]),
  ],
])

test('names are imported from the files that have them, and no line moves', () => {
  const text = [
    `import { a as first, type T, all } from '../src/door.ts'`,
    `import type { T } from '../src/door.ts'`,
    'import {',
    '  b,',
    '  own,',
    `} from '../src/door.ts'`,
    `import { a } from './other.ts'`,
  ].join('\n')
  expect(pastBarrels(text, '/p/plugins/x.ts', barrels).split('\n')).toEqual([
    `import { a as first } from '../src/net/a.ts';import * as all from '../src/all.ts'`,
    `import type { T } from '../src/door.ts'`,
    `import { inner as b } from '../src/b.ts';import { own as own } from '../src/door.ts'`,
    '',
    '',
    '',
    `import { a } from './other.ts'`,
  ])
})

test('a file that re-exports keeps only what it defines', () => {
  const text = `import { a } from './net/a.ts'\nexport { a }\nexport {\n  inner as b,\n} from './b.ts'\nexport * as all from './all.ts'\nexport * from './net/index.ts'\nexport const own = a\n`
  expect(pastBarrels(text, '/p/src/door.ts', barrels).split('\n').filter(Boolean)).toEqual([
    `import { a } from './net/a.ts'`,
    'export { a }',
    'export const own = a',
  ])
})

test('the whole of such a file is not imported', () => {
  const text = `import * as door from '../src/door.ts'`
  expect(() => pastBarrels(text, '/p/plugins/x.ts', barrels)).toThrow(/imports the whole of \.\.\/src\/door\.ts/)
})
