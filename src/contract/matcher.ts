import { Buffer } from 'node:buffer'
import { isDeepStrictEqual } from 'node:util'
import type { Compiled, CompiledBytes, CompiledLine } from '../model/matcher.ts'
import type { Matcher } from '../model/plugin.ts'
import type { Registry } from '../model/registry.ts'
import { nestedContext } from '../registry/nested.ts'
import { accepted, usualExpectations } from './candidates.ts'
import type { Findings } from './finding.ts'
import { cutsOf, numbersFrom } from './random.ts'

const kinds = new Set(['line', 'bytes', 'event', 'sequence', 'set', 'choice', 'silence'])

/** A matcher compiles to one of seven things, the same each time, and no answer depends on what was asked before or how bytes came. */
export async function testMatcher(name: string, matcher: Matcher, registry: Registry, found: Findings): Promise<void> {
  const subject = `matcher “${name}”`
  const all = accepted(matcher.wanted, [...(matcher.examples ?? []), ...usualExpectations])
  if (all.length === 0)
    return found.untested(
      subject,
      'can be tried',
      'give it “examples” of what may be wanted, since its schema takes none of the usual',
    )
  const context = nestedContext(registry)
  for (const wanted of all) {
    const shown = all.length === 1 ? '' : ` (${JSON.stringify(wanted) ?? 'without anything'})`
    const samples = samplesFor(wanted)
    const before = JSON.stringify(wanted)
    const good = await found.check(subject, `compiles to something that can be looked for${shown}`, () =>
      mistakeIn(matcher.compile(wanted, context)),
    )
    if (!good) continue
    await found.check(subject, `is pure: the same answers, however often it is asked${shown}`, () => {
      const answers = [matcher.compile(wanted, context), matcher.compile(wanted, context)].map((compiled) =>
        [1, 2].map(() => answersOf(compiled, samples)),
      )
      if (JSON.stringify(wanted) !== before) return 'it changed what was wanted'
      return answers.flat().every((each) => isDeepStrictEqual(each, answers[0]?.[0]))
        ? undefined
        : 'it answered twice in two ways'
    })
    await found.check(subject, `captures only what it names${shown}`, () => {
      const extra = captured(matcher.compile(wanted, context), samples).find((key) => !known(matcher, wanted, key))
      return extra === undefined ? undefined : `it captures “${extra}”, which its “captures” does not name`
    })
    await found.check(subject, `does not mind how bytes are cut${shown}`, () =>
      firstWrong(bytesIn(matcher.compile(wanted, context)), (compiled) => cutDifferently(compiled, samples)),
    )
    await found.check(subject, `has a needle that stands in every line that it matches${shown}`, () =>
      firstWrong(linesIn(matcher.compile(wanted, context)), (compiled) => needleMissed(compiled, samples)),
    )
  }
}

function mistakeIn(compiled: Compiled): string | undefined {
  if (typeof compiled !== 'object' || compiled === null) return 'it gives nothing'
  if (!kinds.has(compiled.on)) return `“on” is “${String(compiled.on)}”, and not one of ${[...kinds].join(', ')}`
  if (typeof compiled.shown !== 'string' || compiled.shown === '') return '“shown” does not say what is looked for'
  if ((compiled.on === 'line' || compiled.on === 'event') && typeof compiled.test !== 'function')
    return '“test” is no function'
  if (compiled.on === 'bytes' && typeof compiled.take !== 'function') return '“take” is no function'
  return undefined
}

const linesIn = (compiled: Compiled): readonly CompiledLine[] =>
  compiled.on === 'line' ? [compiled] : compiled.on === 'sequence' || compiled.on === 'set' ? compiled.lines : []
const bytesIn = (compiled: Compiled): readonly CompiledBytes[] => (compiled.on === 'bytes' ? [compiled] : [])

function firstWrong<T>(all: readonly T[], wrong: (one: T) => string | undefined): string | undefined {
  for (const one of all) {
    const why = wrong(one)
    if (why !== undefined) return why
  }
  return undefined
}

function answersOf(compiled: Compiled, samples: readonly Buffer[]): unknown[] {
  if (compiled.on === 'event') return ['end', 'reset', 'exit', 'error'].map((name) => compiled.test({ name, code: 1 }))
  const lines = linesIn(compiled).flatMap((line) =>
    samples.map((sample) => line.test(sample.toString('latin1').split('\n')[0] ?? '')),
  )
  return [...lines, ...bytesIn(compiled).flatMap(({ take }) => samples.map((sample) => take(sample, 0, true)))]
}

/** Names of everything that it captures of these. */
function captured(compiled: Compiled, samples: readonly Buffer[]): string[] {
  const lines = linesIn(compiled).flatMap(({ test }) =>
    samples.map((sample) => test(sample.toString('latin1').split('\n')[0] ?? '')),
  )
  const pieces = bytesIn(compiled).map(({ take }) => samples.map((sample) => take(sample, 0, true)))
  const taken = pieces.flat().flatMap((answer) => (typeof answer === 'object' ? [answer.captures] : []))
  return [...lines, ...taken].flatMap((captures) => Object.keys(captures ?? {}))
}

const known = (matcher: Matcher, wanted: unknown, name: string): boolean =>
  matcher.captures?.includes(name) === true || textsIn(wanted).some((text) => text.includes(`(?<${name}>`))

/** The answer on the whole must be the first answer that is none of “more” when the same bytes come in pieces. */
function cutDifferently({ take }: CompiledBytes, samples: readonly Buffer[]): string | undefined {
  const next = numbersFrom(5)
  for (const sample of samples) {
    const whole = take(sample, 0, true)
    if (
      typeof whole === 'object' &&
      !(Number.isSafeInteger(whole.length) && whole.length >= 0 && whole.length <= sample.length)
    )
      return `of ${sample.length} bytes it took ${String(whole.length)}`
    if (whole === 'more') return 'it waits for more when no more can come'
    for (let round = 0; round < 12; round++) {
      const cuts = cutsOf(sample.length, next)
      let scanned = 0
      let answer: ReturnType<CompiledBytes['take']> = 'more'
      for (const to of cuts) {
        answer = take(sample.subarray(0, to), scanned, false)
        if (answer !== 'more') break
        scanned = to
      }
      if (answer === 'more') answer = take(sample, scanned, true)
      if (!isDeepStrictEqual(answer, whole))
        return `${JSON.stringify(sample.toString('latin1').slice(0, 60))} cut at ${cuts.slice(0, 8).join(', ')} gave ${JSON.stringify(answer)}, in one piece ${JSON.stringify(whole)}`
    }
  }
  return undefined
}

function needleMissed({ test, needle }: CompiledLine, samples: readonly Buffer[]): string | undefined {
  if (needle === undefined) return undefined
  const missed = samples
    .map((sample) => sample.toString('utf8').split('\n')[0] ?? '')
    .find((line) => test(line) !== undefined && !line.includes(needle))
  return missed === undefined ? undefined : `“${missed.slice(0, 60)}” is matched, and “${needle}” is not in it`
}

/** Bytes made of what is wanted, with other things before, between and behind, and some that have nothing to do with it. */
function samplesFor(wanted: unknown): Buffer[] {
  const next = numbersFrom(3)
  const texts = textsIn(wanted)
  const pieces = [...texts, '\n', '\r\n', 'x', ' ', 'text', '1', '{"a":1}', 'é']
  const made = Array.from({ length: 40 }, () =>
    Buffer.from(Array.from({ length: 1 + next(8) }, () => pieces[next(pieces.length)]).join('')),
  )
  const noise = Array.from({ length: 10 }, () => Buffer.from(Array.from({ length: next(60) }, () => next(256))))
  return [...texts.map((text) => Buffer.from(`${text}\n`)), ...made, ...noise, Buffer.alloc(0)]
}

function textsIn(wanted: unknown): string[] {
  if (typeof wanted === 'object' && wanted !== null) return Object.values(wanted).flatMap(textsIn).slice(0, 8)
  return typeof wanted === 'string' || typeof wanted === 'number' ? [String(wanted)] : []
}
