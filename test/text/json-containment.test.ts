import { expect, test } from 'vitest'
import { compileContainment } from '../../src/text/json-containment.ts'

/** A text that begins with a slash is met by whatever contains what stands behind it. */
const compileScalar = (wanted: unknown) => (received: unknown) => {
  const regex = typeof wanted === 'string' ? /^\/(.*)\/$/.exec(wanted)?.[1] : undefined
  if (regex === undefined) return received === wanted ? {} : undefined
  return new RegExp(regex).exec(String(received))?.groups ?? (new RegExp(regex).test(String(received)) ? {} : undefined)
}

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
  const containment = compileContainment(wanted, compileScalar)
  expect(containment.differences(received)).toEqual(differences)
  expect(containment.test(received) !== undefined).toBe(differences.length === 0)
})

test('captures of all places come together', () => {
  const containment = compileContainment({ a: '/(?<x>.)/', b: ['/(?<y>.)/'] }, compileScalar)
  expect(containment.test({ a: 'p', b: ['q'] })).toEqual({ x: 'p', y: 'q' })
})
