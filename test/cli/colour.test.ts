import { expect, test } from 'vitest'
import { wantsColour } from '../../src/cli/colour.ts'
import { inCi, readEnvironment, readVars } from '../../src/cli/tools.ts'

const terminal = { isTTY: true }
const pipe = { isTTY: false }

test.each([
  [undefined, {}, terminal, true],
  [undefined, {}, pipe, false],
  [undefined, { NO_COLOR: '1' }, terminal, false],
  [undefined, { NO_COLOR: '' }, terminal, true],
  [undefined, { TERM: 'dumb' }, terminal, false],
  [undefined, { FORCE_COLOR: '1', NO_COLOR: '1' }, pipe, true],
  [undefined, { FORCE_COLOR: '0' }, terminal, false],
  [true, { NO_COLOR: '1' }, pipe, true],
  [false, { FORCE_COLOR: '1' }, terminal, false],
])('colour: flag %o, %o, %o: %o', (flag, env, out, expected) => {
  expect(wantsColour(flag, env, out)).toBe(expected)
})

test.each([
  [undefined, {}, false],
  [undefined, { CI: '' }, false],
  [undefined, { CI: '0' }, false],
  [undefined, { CI: 'false' }, false],
  [undefined, { CI: '1' }, true],
  [false, { CI: '1' }, false],
  [true, {}, true],
])('ci: flag %o, %o: %o', (flag, env, expected) => {
  expect(inCi(flag, env)).toBe(expected)
})

test('variables keep every sign behind the first =', () => {
  expect(readVars(['a=b=c', 'empty=', 'lines=x\ny'])).toEqual({
    vars: new Map([
      ['a', 'b=c'],
      ['empty', ''],
      ['lines', 'x\ny'],
    ]),
  })
  expect(readVars(['=x'])).toMatchObject({ problem: { code: 'usage' } })
})

test('--env has a value of its own, or that of the environment', () => {
  const env = { HOME: '/home/me', EMPTY: '' }
  expect(readEnvironment(['A=b=c', 'B=', 'HOME', 'EMPTY', 'odd-name.x=1\n2'], env)).toEqual({
    programEnv: { A: 'b=c', B: '', HOME: '/home/me', EMPTY: '', 'odd-name.x': '1\n2' },
  })
  expect(readEnvironment(undefined, env)).toEqual({ programEnv: {} })
  expect(readEnvironment(['=x'], env)).toMatchObject({ problem: { code: 'usage', message: '--env “=x” has no name' } })
  expect(readEnvironment(['NOPE'], env)).toMatchObject({
    problem: { code: 'usage', message: '--env “NOPE” is not set in the environment' },
  })
})
