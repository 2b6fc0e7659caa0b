import { expect, test } from 'vitest'
import { failureLines } from '../../../page/opened/failure-lines.ts'

const marked = (text: string) =>
  failureLines(text).map(({ label, text, marked }) => [
    label,
    text,
    ...marked.map(([from, to]) => text.slice(from, to)),
  ])

test('carets become marks of what stands over them', () => {
  expect(
    marked(`scenarios/echo.yaml:12:23  failed expectation-not-met

   12 │   - expect: { client: Hello client! }
      │                       ^^^^^^^^^^^^^

  Expected    “Hello client!”  from client
  Nearest     “Hello clinet!”
                        ^^
  Also seen   server
`),
  ).toEqual([
    ['', 'scenarios/echo.yaml:12:23  failed expectation-not-met'],
    ['', ''],
    ['', '   12 │   - expect: { client: Hello client! }', 'Hello client!'],
    ['', ''],
    ['  Expected    ', '“Hello client!”  from client'],
    ['  Nearest     ', '“Hello clinet!”', 'ne'],
    ['  Also seen   ', 'server'],
  ])
})

test('wide characters and emoji take two cells over the carets', () => {
  expect(marked('  日本 x👍y z\n          ^ ^')).toEqual(
    [['', '  日本 x👍y z', 'y', '']].map(([label, text]) => [label, text, 'y', 'z']),
  )
})

test('carets without anything over them stay', () => {
  expect(marked('^^^\nx')).toEqual([
    ['', '^^^'],
    ['', 'x'],
  ])
})
