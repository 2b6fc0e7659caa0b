import { expect, test } from 'vitest'
import { withMask } from '../../../src/record/prove/edit-draft.ts'
import type { Written } from '../../../src/authoring/written.ts'
import { draftOf } from './drafts.ts'

const narrow = { match: String.raw`/(\d+) as anna/`, as: '<n>' }
const wide = { match: String.raw`/(\d+) as/`, as: '<n>' }

test.each<[string, Written[], Written[]]>([
  ['a wider mask replaces a narrow one', [narrow, 'uuid', wide], ['uuid', wide]],
  ['the same mask is there once', [wide, wide], [wide]],
  ['another name stays', [{ ...narrow, as: '<id>' }, wide], [{ ...narrow, as: '<id>' }, wide]],
  ['one of another lane stays', [narrow, { ...wide, lane: 'server' }], [narrow, { ...wide, lane: 'server' }]],
  [
    'one of the same lane does not',
    [
      { ...narrow, lane: 'a' },
      { ...wide, lane: 'a' },
    ],
    [{ ...wide, lane: 'a' }],
  ],
])('%s', (_name, masks, left) => {
  const draft = masks.reduce(withMask, draftOf({ actors: [], steps: [] }))
  expect(draft.masks).toEqual(left)
})
