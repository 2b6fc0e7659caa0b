import type { Problem } from '../model/problem.ts'
import type { Span } from '../model/span.ts'
import type { Step } from '../language/scenario.ts'
import { allSteps } from '../language/steps/traits.ts'
import { check, type Services } from '../pipeline.ts'

/** A step that a person has written between two others: what runs, and the text of its file with it. */
export interface Extra {
  readonly step: Step
  readonly file: string
  readonly text: string
  /** Where it stands in the file as it was when the run began. */
  readonly insertion: Insertion
}

interface Insertion {
  readonly at: number
  readonly line: string
}

/** Steps written while a scenario runs: checked as parts of it, each on a line of its own above the step that waits. */
export class ExtraSteps {
  readonly #scenario: string
  readonly #services: Services
  readonly #texts = new Map<string, string>()
  /** Those that are kept in their files. */
  readonly #kept = new Map<string, Insertion[]>()

  constructor(scenario: string, services: Services) {
    this.#scenario = scenario
    this.#services = services
  }

  /** Checks `written`, such as `send: { client: hi }`, at its place above a step; or says what is wrong with it. */
  async read(written: string, above: Span): Promise<Extra | { readonly problems: readonly Problem[] }> {
    const { file } = above
    const before = this.originalOf(file)
    const line = lineOfDash(before, above.start)
    if (line === undefined) return { problems: [noPlace] }
    const { at, indent } = line
    const end = before.includes('\r\n') ? '\r\n' : '\n'
    const insertion = { at, line: `${indent}- ${written}${end}` }
    const made = insertedInto(before, [...(this.#kept.get(file) ?? []), insertion])
    const files = { ...this.#services.files }
    const read = files.read
    files.read = (path) => (path === file ? { bytes: new TextEncoder().encode(made.text) } : read(path))
    const { scenario, problems } = await check(this.#scenario, { ...this.#services, files })
    if (scenario === undefined) return { problems }
    const step = [...allSteps(scenario.steps)].find(
      ({ span }) => span.file === file && span.start >= made.last && span.start < made.last + insertion.line.length,
    )
    return step === undefined ? { problems: [noPlace] } : { step, file, text: made.text, insertion }
  }

  /** Writes it into its file; a problem where that has been changed meanwhile, or cannot be written. */
  keep({ file, text, insertion }: Extra): Problem | undefined {
    const read = this.#services.files.read(file)
    const kept = this.#kept.get(file) ?? []
    const expected = insertedInto(this.originalOf(file), kept).text
    if ('bytes' in read && decode(read.bytes) !== expected) return changedMeanwhile(this.#services.shown(file))
    const problem = this.#services.files.write(file, text)
    if (problem === undefined) this.#kept.set(file, [...kept, insertion])
    return problem
  }

  /** So many lines that are kept stand above this place of the file as it was. */
  keptAbove({ file, start }: Span): number {
    return (this.#kept.get(file) ?? []).filter(({ at }) => at <= start).length
  }

  /** A file as it was when it was first asked for. */
  originalOf(file: string): string {
    const known = this.#texts.get(file)
    if (known !== undefined) return known
    const read = this.#services.files.read(file)
    const text = 'bytes' in read ? decode(read.bytes) : ''
    this.#texts.set(file, text)
    return text
  }
}

/** The line that begins a step with its dash: the one of its verb, or one above that, where something else stands first. */
function lineOfDash(text: string, start: number): { readonly at: number; readonly indent: string } | undefined {
  const lines = text.slice(0, start + 1).split('\n')
  const column = (lines.at(-1) as string).length - 1
  const found = lines.findLastIndex((line) => line.search(/\S/) < column && /^ *- /.test(`${line} `))
  const between = lines.slice(found + 1, -1)
  if (found === -1 || between.some((line) => line.trim() !== '' && line.search(/\S/) < column)) return undefined
  const at = lines.slice(0, found).reduce((sum, line) => sum + line.length + 1, 0)
  return { at, indent: ' '.repeat((lines[found] as string).search(/\S/)) }
}

const decode = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)

/** The text with these lines in it, and where the last of them begins. */
function insertedInto(before: string, lines: readonly Insertion[]): { readonly text: string; readonly last: number } {
  let [text, moved, last] = [before, 0, 0]
  // Of those at one place, the later ones stand below.
  for (const each of [...lines].sort((a, b) => a.at - b.at)) {
    text = text.slice(0, each.at + moved) + each.line + text.slice(each.at + moved)
    if (each === lines.at(-1)) last = each.at + moved
    moved += each.line.length
  }
  return { text, last }
}

const noPlace: Problem = {
  code: 'usage',
  message: 'there is no line for another step here',
  hint: 'a step goes above one that begins its line with “- ”',
}

const changedMeanwhile = (shown: string): Problem => ({
  code: 'cannot-write',
  message: `${shown} has been changed since this run began`,
  hint: 'add the step by hand',
})
