import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { terminalText } from '../../plugins/program/terminal/text.ts'
import { check } from '../../src/index.ts'
import type { Draft } from '../../src/record/draft.ts'
import { draftOf } from '../../src/record/from-session/draft-of.ts'
import { beginning } from '../../src/record/readers/kind-of-file.ts'
import { readFile, type SeenFile } from '../../src/record/readers/read-file.ts'
import { sessionOfRecording } from '../../src/record/readers/recording/session.ts'
import { decodeSession, encodeSession } from '../../src/record/session-file.ts'
import type { Session } from '../../src/record/session.ts'
import { writeDraft } from '../../src/record/write-draft.ts'
import { decodeRecording } from '../../src/run/recording/decode.ts'
import { made } from '../record/readers/rows.ts'
import { first } from './judge.ts'
import { mutated, numbersFrom } from './mutate.ts'

/** How many files are read; FUZZ_RECORD raises it. */
const amount = Number(process.env['FUZZ_RECORD'] ?? 400)
const longest = 10_000
const played = { client: true, server: true }

interface Whole {
  readonly name: string
  readonly bytes: Buffer
}
const whole: readonly Whole[] = fs
  .readdirSync(made)
  .map((name) => ({ name, bytes: fs.readFileSync(path.join(made, name)) }))
const sessions: readonly Whole[] = whole.flatMap(({ name, bytes }) => {
  const read = readFile(seenFile(name, bytes), { played, command: ['bash'] })
  return 'session' in read ? [{ name: `${name}.session.jsonl`, bytes: Buffer.from(encodeSession(read.session)) }] : []
})
const all = [...whole, ...sessions]

function seenFile(name: string, bytes: Buffer): SeenFile {
  return {
    file: name,
    begin: bytes.subarray(0, beginning),
    whole: () => bytes,
    chunks: () => [bytes.subarray(0, 100), bytes.subarray(100)],
    beside: {
      names: () => whole.map((each) => each.name).filter((each) => each !== name),
      begin: (each) => whole.find(({ name: other }) => other === each)?.bytes.subarray(0, 512) ?? new Uint8Array(),
      read: (each) => whole.find(({ name: other }) => other === each)?.bytes,
    },
  }
}

/** Cut off, with other bytes, with pieces twice, with the rest of another file, or with other words. */
function broken({ name, bytes }: Whole, seed: number): Whole {
  const next = numbersFrom(seed)
  const at = next(bytes.length + 1)
  const changes: readonly (() => Buffer)[] = [
    () => bytes.subarray(0, at),
    () => bytes.subarray(Math.min(at, 40)),
    () => {
      const other = Buffer.from(bytes)
      for (let count = 1 + next(8); count > 0; count--) other[next(other.length)] = next(256)
      return other
    },
    () => Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.max(0, at - next(300)))]),
    () => Buffer.concat([bytes.subarray(0, at), (all[next(all.length)] as Whole).bytes]),
    () => Buffer.from(mutated([bytes.toString('utf8')], seed)),
    () =>
      Buffer.from(
        bytes.toString('utf8').replaceAll(/\d+/g, (number) => (next(10) > 0 ? number : oneOf(numbers, next))),
      ),
  ]
  return { name, bytes: oneOf(changes, next)() }
}
const numbers = ['-1', '0', '1e308', '99999999999999999999', '4294967295', 'null', '0.5', '""', '[]', '{}']
const oneOf = <T>(values: readonly T[], next: (limit: number) => number): T => values[next(values.length)] as T

async function mistakeIn({ name, bytes }: Whole): Promise<string | undefined> {
  const read = readFile(seenFile(name, bytes), { played, command: ['bash'] })
  if ('problem' in read) return placed(read.problem, read.text)
  if ('draft' in read) return unwritable(read.draft)
  const session = 'session' in read ? read.session : kept(read.other, bytes)
  return session === undefined
    ? undefined
    : unwritable(draftOf(session, { title: 'recorded', strict: bytes.length % 2 === 0, terminalText }))
}

function placed({ message, span }: { message: string; span?: { start: number; end: number } }, text = '') {
  if (message === '' || /undefined|NaN|\[object/.test(message)) return `it says “${message}”`
  const { start, end } = span ?? { start: 0, end: 0 }
  return start >= 0 && start <= end && end <= text.length ? undefined : `a place outside: ${start} to ${end}`
}

function kept(kind: 'recording' | 'session', bytes: Buffer): Session | undefined {
  const text = bytes.toString('utf8')
  if (kind === 'session') {
    const decoded = decodeSession(text)
    return 'session' in decoded && decoded.session.events.length > 0 ? decoded.session : undefined
  }
  return sessionOfRecording(decodeRecording(text, 'a', () => new Uint8Array()).events)
}

/** A scenario that is made has no problem, whatever it was made of. */
async function unwritable(draft: Draft): Promise<string | undefined> {
  const text = writeDraft(draft)
  const { problems } = await check({ text })
  const [problem] = problems.filter(({ code }) => code !== 'never-started')
  return problem === undefined ? undefined : `${problem.message}: ${problem.hint}\n${text.slice(0, 3000)}`
}

test(
  `${amount} broken files from seed ${first} on become scenarios without a problem, or are refused`,
  { timeout: 0 },
  async () => {
    const wrong: string[] = []
    for (let seed = first; seed < first + amount && wrong.length < 3; seed++) {
      const file = broken(all[seed % all.length] as Whole, seed)
      const began = performance.now()
      const why = await mistakeIn(file).catch((error: unknown) => `it threw ${(error as Error).stack}`)
      if (why !== undefined) wrong.push(`seed ${seed}, ${file.name}: ${why}`)
      else if (performance.now() - began > longest) wrong.push(`seed ${seed}, ${file.name}: it took for ever`)
    }
    expect(wrong.join('\n\n')).toBe('')
  },
)
