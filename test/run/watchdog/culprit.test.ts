import { expect, test } from 'vitest'
import { culpritOn } from '../../../src/run/watchdog/culprit.ts'

const stack = (...frames: string[]): string => ['Error: stuck', ...frames.map((frame) => `    at ${frame}`)].join('\n')
const ours = ['look (/tool/dist/cli/program.js:1:2)', '<anonymous>:1:33']

test('the innermost place from outside, by URL or by path', () => {
  expect(
    culpritOn(
      stack(...ours, 'loop (file:///home/me/mine.mjs:2:22)', 'Timeout._onTimeout (file:///home/me/other.mjs:9:1)'),
      '/tool/dist/',
    ),
  ).toEqual({
    file: '/home/me/mine.mjs',
    place: '/home/me/mine.mjs:2:22',
  })
  expect(culpritOn(stack(...ours, '/home/me/mine.cjs:5:6', 'node:internal/timers:581:17'), '/tool/dist/')?.place).toBe(
    '/home/me/mine.cjs:5:6',
  )
})

test('what uses a library, rather than the library', () => {
  const frames = ['parse (/home/me/node_modules/zod/a.js:1:1)', 'loop (/home/me/mine.js:3:4)']
  expect(culpritOn(stack(...ours, ...frames), '/tool/dist/')?.place).toBe('/home/me/mine.js:3:4')
  expect(culpritOn(stack(...ours, frames[0]!), '/tool/dist/')?.file).toBe('/home/me/node_modules/zod/a.js')
})

test('nobody, when only this program is at work', () =>
  expect(
    culpritOn(stack(...ours, 'write (/tool/dist/cli/program.js:3:4)', 'node:fs:1:2'), '/tool/dist/'),
  ).toBeUndefined())

test('a folder with parentheses in its name', () => {
  const expected = '/home/me/a (1)/mine.cjs:5:6'
  expect(culpritOn(stack(...ours, `at loop (${expected})`), '/tool/dist/')?.place).toBe(expected)
  expect(culpritOn(stack(...ours, expected), '/tool/dist/')?.place).toBe(expected)
})

test('the program as it was compiled ahead is never from outside, nor is what it evaluated', () =>
  expect(
    culpritOn(
      stack('$x.look (scenario-program.js:4:5)', 'eval (eval at run (file:///home/me/mine.mjs:1:2), <anonymous>:1:33)'),
      '/tool/dist/',
    ),
  ).toBeUndefined())
