import { Buffer } from 'node:buffer'
import { isDeepStrictEqual } from 'node:util'
import type { Compiled, CompiledBytes, CompiledLine } from '../model/matcher.ts'
import type { CompileContext, Matcher } from '../model/plugin.ts'
import type { Screen } from '../model/screen.ts'
import type { Registry } from '../model/registry.ts'
import { nestedContext } from '../registry/nested.ts'
import { acceptedOf, usualExpectations } from './candidates.ts'
import type { Findings, Wrong } from './finding.ts'
import { samplesFor, textsIn } from './samples.ts'
import { cutsOf, numbersFrom } from './random.ts'

const kinds = new Set(['line', 'bytes', 'event', 'sequence', 'set', 'choice', 'silence', 'absence', 'screen'])

/** A matcher compiles to one of nine things, the same each time, and no answer depends on what was asked before or how bytes came. */
export async function testMatcher(name: string, matcher: Matcher, registry: Registry, found: Findings): Promise<void> {
  const subject = `matcher “${name}”`
  const context = nestedContext(registry)
  // Where a map is another expectation, only an example can know what it is called.
  const usual = matcher.nests === undefined ? usualExpectations : usualExpectations.filter((each) => !isMap(each))
  const all = acceptedOf(matcher, usual, subject, found)
  for (const wanted of all) {
    const shown = all.length === 1 ? '' : ` (${JSON.stringify(wanted) ?? 'without anything'})`
    if (!(await testWanted(matcher, wanted, { subject, shown, context, found }))) return
  }
  await found.check(
    subject,
    'declares what a text between slashes is',
    () => readsSlashes(matcher, context),
    matcher.compile,
  )
}

const isMap = (written: unknown): boolean => typeof written === 'object' && written !== null && !Array.isArray(written)

interface Trial {
  readonly subject: string
  /** What is wanted, behind a rule's name. */
  readonly shown: string
  readonly context: CompileContext
  readonly found: Findings
}

/** False for one that never ends: it would do so again with each that follows. */
async function testWanted(
  matcher: Matcher,
  wanted: unknown,
  { subject, shown, context, found }: Trial,
): Promise<boolean> {
  const samples = samplesFor(wanted)
  const before = JSON.stringify(wanted)
  const compiled = () => matcher.compile(wanted, context)
  let asked: unknown = matcher.compile
  const check = (rule: string, wrong: () => Wrong) => found.check(subject, `${rule}${shown}`, wrong, asked)

  const good = await check('compiles to something that can be looked for', () => {
    const made = compiled()
    return mistakeIn(matcher, made) ?? void (asked = codeOf(made))
  })
  if (!good) return true
  if (!(await check('gives control back', () => void answersOf(compiled(), samples)))) return false
  await check('is pure: the same answers, however often it is asked', () => {
    const answers = [compiled(), compiled()].map((each) => [1, 2].map(() => answersOf(each, samples)))
    if (JSON.stringify(wanted) !== before) return 'it changed what was wanted'
    return answers.flat().every((each) => isDeepStrictEqual(each, answers[0]?.[0]))
      ? undefined
      : 'it answered twice in two ways'
  })
  await check('captures only what it names', () => {
    const extra = captured(compiled(), samples).find((key) => !known(matcher, wanted, key))
    return extra === undefined ? undefined : `it captures “${extra}”, which its “captures” does not name`
  })
  await check('does not mind how bytes are cut', () =>
    firstWrong(bytesIn(compiled()), (each) => cutDifferently(each, samples)),
  )
  await check('has a needle that stands in every line that it matches', () =>
    firstWrong(linesIn(compiled()), (each) => needleMissed(each, samples)),
  )
  return true
}

const regexText = '/t(?<x>e)xt/'

/** Whether it takes a text between slashes for itself or for a regex must be declared: else a path such as `/srv/(old/` is invalid. */
function readsSlashes(matcher: Matcher, context: CompileContext): Wrong {
  const parsed = matcher.wanted.safeParse(regexText)
  if (!parsed.success) return undefined
  const compiled = matcher.compile(parsed.data, context)
  const [itself, match] = [meets(compiled, regexText), meets(compiled, 'text')]
  if (itself && !match && matcher.slashes !== 'literal')
    return {
      why: `it takes ${regexText} for itself, and “check” takes it for a regex`,
      hint: "give it slashes: 'literal'",
    }
  if (match && !itself && matcher.slashes === 'literal')
    return { why: `it takes ${regexText} for a regex, and declares it literal`, hint: 'leave “slashes” out' }
  return undefined
}

function meets(compiled: Compiled, line: string): boolean {
  const bytes = Buffer.from(`${line}\n`)
  return (
    linesIn(compiled).some(({ test }) => test(line) !== undefined) ||
    bytesIn(compiled).some(({ take }) => typeof take(bytes, 0, true) === 'object')
  )
}

/** The function that looks at what came. */
const codeOf = (compiled: Compiled): unknown =>
  'test' in compiled ? compiled.test : 'take' in compiled ? compiled.take : linesIn(compiled)[0]?.test

const saysItself = new Set(['sequence', 'set', 'choice', 'silence', 'absence', 'screen'])

function mistakeIn(matcher: Matcher, compiled: Compiled): Wrong {
  if (typeof compiled !== 'object' || compiled === null) return 'it gives nothing'
  const { on } = compiled
  if (!kinds.has(on)) return `“on” is “${String(on)}”, and not one of ${[...kinds].join(', ')}`
  if (typeof compiled.shown !== 'string' || compiled.shown === '') return '“shown” does not describe what is looked for'
  if ((on === 'line' || on === 'event' || on === 'screen') && typeof compiled.test !== 'function')
    return '“test” is not a function'
  if (on === 'bytes' && typeof compiled.take !== 'function') return '“take” is not a function'
  if (matcher.on === undefined ? saysItself.has(on) : matcher.on !== on)
    return {
      why: `it is met by a ${on}, and declares ${matcher.on ?? 'nothing of the kind'}`,
      hint: `give it on: '${on}'`,
    }
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
  if (compiled.on === 'screen') return samples.map((sample) => compiled.test(screenOf(sample)))
  const lines = linesIn(compiled).flatMap((line) =>
    samples.map((sample) => line.test(sample.toString('latin1').split('\n')[0] ?? '')),
  )
  return [...lines, ...bytesIn(compiled).flatMap(({ take }) => samples.map((sample) => take(sample, 0, true)))]
}

/** A screen with this text in its first rows. */
const screenOf = (sample: Buffer): Screen => ({
  columns: 80,
  rows: sample
    .toString('latin1')
    .split('\n')
    .map((text) => ({ text, wrapped: false, styles: [] })),
  cursor: [1, 1],
})

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
