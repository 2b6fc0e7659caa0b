import { Buffer } from 'node:buffer'
import type { Framer } from '../model/framer.ts'
import type { Framing } from '../model/plugin.ts'
import { cut } from '../text/cut.ts'
import { acceptedOf } from './candidates.ts'
import type { Findings } from './finding.ts'
import { cutsOf, numbersFrom } from './random.ts'

const rounds = 60

/** What is framed and cut anywhere comes out as it went in; and whatever comes, the framer goes forward or waits. */
export async function testFraming(name: string, framing: Framing, found: Findings): Promise<void> {
  const subject = `framing “${name}”`
  const all = acceptedOf(framing, [undefined, {}, null, true, 4, '\u0000', 'text'], subject, found)
  for (const wanted of all) {
    const shown = all.length === 1 ? '' : ` (${JSON.stringify(wanted) ?? 'without options'})`
    await found.check(subject, `brings back what it framed, however it is cut${shown}`, () =>
      roundTrip(framing.compile(wanted)),
    )
    await found.check(subject, `goes forward on whatever bytes${shown}`, () => garbage(framing.compile(wanted)))
    await found.check(subject, `keeps nothing from one stream to the next${shown}`, () => {
      const framer = framing.compile(wanted)
      return roundTrip(framer) ?? roundTrip(framer)
    })
  }
}

/** Reads `bytes` as they come in pieces, as a lane does. */
function read(framer: Framer, bytes: Buffer, cuts: readonly number[]): string[] | { readonly mistake: string } {
  const lines: string[] = []
  let from = 0
  let scanned = 0
  for (const to of cuts) {
    for (;;) {
      const cut = framer.find(bytes, from, to, Math.max(from, scanned))
      if (cut === undefined) {
        scanned = to
        break
      }
      const { start, end, next } = cut
      if (!(start >= from && end >= start && next >= end && next > from && next <= to))
        return { mistake: `of [${from}, ${to}) it cut [${start}, ${end}) up to ${next}` }
      lines.push(bytes.toString('latin1', start, end))
      from = next
    }
  }
  return lines
}

function roundTrip(framer: Framer): string | undefined {
  const next = numbersFrom(7)
  const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGH0123456789'
  for (let round = 0; round < rounds; round++) {
    const lines = Array.from({ length: 1 + next(6) }, () =>
      Array.from({ length: next(3) === 0 ? next(300) : next(12) }, () => letters[next(letters.length)]).join(''),
    )
    const framed = lines.map((line) => framer.encode(Buffer.from(line)))
    if (!framed.every((bytes) => bytes instanceof Uint8Array)) return 'encode() gives no bytes'
    const whole = Buffer.concat(framed)
    const found = read(framer, whole, cutsOf(whole.length, next))
    if ('mistake' in found) return found.mistake
    // One that finds nothing in bytes at all leaves them to expectations for bytes, or has its lines made elsewhere.
    if (found.length === 0 && whole.equals(Buffer.from(lines.join('')))) continue
    if (found.join('\n') !== lines.join('\n')) return `${shown(lines)} came back as ${shown(found)}`
  }
  return undefined
}

const shown = (lines: readonly string[]): string => cut(JSON.stringify(lines), 80)

function garbage(framer: Framer): string | undefined {
  const next = numbersFrom(11)
  for (let round = 0; round < rounds; round++) {
    const bytes = Buffer.from(
      Array.from({ length: next(200) }, () => (next(4) === 0 ? [0, 10, 13, 255][next(4)]! : next(256))),
    )
    const found = read(framer, bytes, cutsOf(bytes.length, next))
    if ('mistake' in found) return found.mistake
  }
  return undefined
}
