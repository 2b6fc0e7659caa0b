import { Buffer } from 'node:buffer'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import core from '../../../plugins/core/index.ts'
import type { Framer, Framing } from '../../../src/plugin.ts'

function framer(name: string, wanted?: unknown): Framer {
  const framing = core.framings?.[name] as Framing
  const parsed = framing.wanted.safeParse(wanted)
  if (!parsed.success) throw new Error(parsed.error.issues[0]?.message)
  return framing.compile(parsed.data)
}

/** Cuts a stream that comes in these chunks, as the core does: looking on where it has looked in vain. */
function cut(framing: Framer, chunks: readonly Uint8Array[]): string[] {
  const room = Buffer.alloc(chunks.reduce((all, chunk) => all + chunk.length, 0) + 8, '\n')
  const lines: string[] = []
  let from = 0
  let to = 0
  let scanned = 0
  for (const chunk of chunks) {
    room.set(chunk, to)
    to += chunk.length
    for (
      let found = framing.find(room, from, to, scanned);
      found !== undefined;
      found = framing.find(room, from, to, scanned)
    ) {
      lines.push(room.toString('latin1', found.start, found.end))
      from = scanned = found.next
    }
    scanned = to
  }
  return lines
}

describe('framings', () => {
  test.each([
    ['line', undefined, 'a\r\nb\n\nc', ['a', 'b', '']],
    ['line', undefined, '\r\r\n', ['\r']],
    ['crlf', undefined, 'a\nb\r\nc\r', ['a\nb']],
    ['delimiter', '\0', 'a\0b\0', ['a', 'b']],
    ['delimiter', '--', 'a-b--c', ['a-b']],
    ['length', 2, '\0\x02ab\0\0\0\x03x', ['ab', '']],
    ['raw', undefined, 'a\nb', []],
    ['message', undefined, 'a\nb', []],
  ])('%s (%j)', (name, wanted, text, lines) => {
    expect(cut(framer(name, wanted), [Buffer.from(text, 'latin1')])).toEqual(lines)
  })

  test('what is encoded is cut into the same lines, wherever it is cut by TCP', () => {
    const kinds = [['line'], ['crlf'], ['delimiter', ';;'], ['delimiter', '\0'], ['length', 1], ['length', 4]] as const
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        fc.array(fc.stringMatching(/^[a-z ;]{0,6}[a-z]$/)),
        fc.array(fc.nat(9)),
        ([name, wanted], lines, sizes) => {
          const framing = framer(name, wanted)
          fc.pre(name !== 'delimiter' || lines.every((line) => !line.includes(';')))
          const stream = Buffer.concat(lines.map((line) => framing.encode(Buffer.from(line))))
          const chunks: Buffer[] = []
          for (let at = 0, i = 0; at < stream.length; i++)
            chunks.push(stream.subarray(at, (at += 1 + (sizes[i] ?? 50))))
          expect(cut(framing, chunks)).toEqual(lines)
        },
      ),
    )
  })

  test('a terminator is named only where it ends every line', () => {
    expect(framer('line').terminator).toBe(10)
    expect(framer('delimiter', '\0').terminator).toBe(0)
    for (const name of ['crlf', 'raw', 'message']) expect(framer(name).terminator).toBeUndefined()
  })

  test('what cannot be framed is refused', () => {
    expect(() => framer('length', 3)).toThrow('expected 1, 2 or 4')
    expect(() => framer('delimiter', '')).toThrow('not empty')
    expect(() => framer('line', { x: 1 })).toThrow('x')
    expect(() => framer('length', 1).encode(Buffer.alloc(256))).toThrow('256 bytes')
  })
})
