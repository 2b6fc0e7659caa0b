import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { identityOf, lastSeen } from '../../src/workers/last-seen.ts'

function recording(...lines: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'last-seen-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'x.jsonl'), lines.join('\n'))
  return join(folder, 'x.jsonl')
}
const step = '{"t":1,"step":0,"line":7,"verb":"expect"}'

test('the last step and event, though the last line is cut off', () => {
  const file = recording(step, '{"t":2,"lane":"client","received":"hello\\n"}', '{"t":3,"lane":"cl')
  expect(lastSeen(file, undefined)).toEqual({
    recording: file,
    words: 'its last step was “expect” at line 7; the last that was recorded: client received “hello”',
  })
})

test('a recording of an earlier run says nothing', () => {
  const file = recording(step)
  expect(lastSeen(file, identityOf(file))).toBe(undefined)
  expect(lastSeen(join(file, '..', 'none.jsonl'), undefined)).toBe(undefined)
})

test('before the first step, and with long bytes', () => {
  expect(lastSeen(recording('{"t":0,"recording":1}'), undefined)?.words).toBe('it had begun no step')
  const words = lastSeen(recording(`{"t":1,"lane":"a","sent":"${'x'.repeat(99)}"}`, ''), undefined)?.words
  expect(words).toBe(`it had begun no step; the last that was recorded: a sent “${'x'.repeat(60)}…”`)
})

test('what the end of the run takes down is not what it did last', () => {
  const file = recording(
    step,
    '{"t":2,"lane":"client","received":"hello\\n"}',
    '{"t":3,"lane":"server","event":"exit","words":"killed by SIGTERM","teardown":true}\n',
  )
  expect(lastSeen(file, undefined)?.words).toContain('client received “hello”')
})
