import { expect, test } from 'vitest'
import { differencesOf } from '../../../plugins/core/json-differences.ts'
import { json } from '../../../plugins/core/matchers/json.ts'

test.each<[unknown, unknown, string[]]>([
  [{ a: 1 }, { a: 1, b: 2 }, []],
  [{ a: 1 }, { a: 2 }, ['“a” is 2, not 1']],
  [{ a: 7 }, { a: '7' }, ['“a” is "7", not 7']],
  [{ a: { b: 1, c: 2 } }, { a: { b: 3 } }, ['“a.b” is 3, not 1', '“a.c” is missing']],
  [{ a: [1, 2] }, { a: [1, 2, 3] }, ['“a” has 3 items, not 2']],
  [{ a: [{ b: 1 }] }, { a: [{ b: 2 }] }, ['“a[0].b” is 2, not 1']],
  [
    [1, 2],
    [2, 1],
    ['“[0]” is 2, not 1', '“[1]” is 1, not 2'],
  ],
  [[1], [], ['it has 0 items, not 1']],
  [{ a: null }, { a: 0 }, ['“a” is 0, not null']],
  [{ a: '/x+/' }, { a: 'y' }, ['“a” is "y", not /x+/']],
  [{ a: '/7/' }, { a: 175 }, []],
  [{ a: { b: 1 } }, { a: 'text' }, ['“a” is "text", not {"b":1}']],
  [{ a: [] }, { a: {} }, ['“a” is {}, not []']],
])('%j in %j', (wanted, received, differences) => {
  expect(differencesOf(wanted, received)).toEqual(differences)
  const compiled = json.compile(wanted, { wish: () => ({ on: 'silence', shown: '', milliseconds: 0 }) })
  if (compiled.on !== 'line') throw new Error('json is met by a line')
  // What differs nowhere is what is matched, and the other way round.
  expect(compiled.test(JSON.stringify(received)) !== undefined).toBe(differences.length === 0)
})

test('a line that is no JSON, or another sort of it, is nothing like it', () => {
  const compiled = json.compile({ a: 1 }, { wish: () => ({ on: 'silence', shown: '', milliseconds: 0 }) })
  if (compiled.on !== 'line') throw new Error('json is met by a line')
  expect(compiled.differs?.('hello')).toBeUndefined()
  expect(compiled.differs?.('[1]')).toBeUndefined()
  expect(compiled.differs?.('{"a":2}')).toEqual(['“a” is 2, not 1'])
})
