import fc from 'fast-check'
import xterm from '@xterm/headless'
import { expect, test } from 'vitest'
import { Frame, FullScreen } from '../../src/terminal/frame.ts'

interface Shown {
  readonly terminal: xterm.Terminal
  write(text: string): Promise<void>
  lines(): string[]
}

function screen(columns: number, rows: number): Shown {
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true })
  return {
    terminal,
    write: (text) => new Promise((resolve) => terminal.write(text, resolve)),
    lines() {
      const { active } = terminal.buffer
      const all = Array.from({ length: active.length }, (_, at) => active.getLine(at)?.translateToString(true) ?? '')
      while (all.at(-1) === '') all.pop()
      return all
    },
  }
}
const size = { columns: 20, rows: 6 }

test('only lines that differ are written', async () => {
  const frame = new Frame()
  const { write, lines } = screen(20, 6)
  await write(`before\r\n${frame.draw(['one', 'two', 'three'], size)}`)
  const change = frame.draw(['one', '2', 'three'], size)
  expect(change).not.toMatch(/one|three/)
  await write(change)
  expect(lines()).toEqual(['before', 'one', '2', 'three'])
  expect(frame.draw(['one', '2', 'three'], size)).toBe('')
})

test('what is printed stands above it, whatever sizes it has had', async () => {
  const line = fc.constantFrom('a', 'bb', '', 'wide 漢字漢字漢字漢字漢字', 'x'.repeat(20), 'y'.repeat(70))
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(line, { maxLength: 8 }), { minLength: 1, maxLength: 8 }), async (drawn) => {
      const frame = new Frame()
      const { write, lines } = screen(20, 6)
      for (const [at, each] of drawn.entries()) {
        await write(frame.draw(each, size))
        await write(`${frame.erase()}printed ${at}\r\n${frame.draw(each, size)}`)
      }
      const fits = (drawn.at(-1) ?? [])
        .slice(-5)
        .map((text) => (text.startsWith('wide') ? 'wide 漢字漢字漢字漢' : text.slice(0, 20)))
      const expected = [...drawn.map((_, at) => `printed ${at}`), ...fits]
      while (expected.at(-1) === '') expected.pop()
      expect(lines()).toEqual(expected)
    }),
    { numRuns: 60 },
  )
})

test('a terminal that becomes narrower shows it once', async () => {
  const frame = new Frame()
  const { write, lines, terminal } = screen(20, 6)
  await write(`before\r\n${frame.draw(['a line of 18 cells', 'short'], size)}`)
  terminal.resize(10, 6)
  await write(frame.erase(10) + frame.draw(['a line of 18 cells', 'short'], { columns: 10, rows: 6 }))
  expect(lines()).toEqual(['before', 'a line of ', 'short'])
})

test('a whole screen begins at its top and shows the first lines', async () => {
  const full = new FullScreen()
  const { write, lines } = screen(20, 3)
  await write(`before\r\n${full.draw(['1', '2', '3', '4'], { columns: 20, rows: 3 })}`)
  expect(lines()).toEqual(['1', '2', '3'])
  await write(full.draw(['1', 'x'], { columns: 20, rows: 3 }))
  expect(lines()).toEqual(['1', 'x'])
})
