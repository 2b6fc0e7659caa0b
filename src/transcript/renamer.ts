import { isPid, type Alias, type Mark, type Place, type RawRow } from '../model/event.ts'
import type { MaskRule } from '../model/scenario.ts'
import type { RawTranscript } from '../model/raw-transcript.ts'
import { Aliases, type Put, type Renaming } from '../text/aliases.ts'
import { decodeText, encodeText } from '../text/byte-text.ts'
import type { Redactor } from '../text/redactor.ts'
import { escapePart, escapeEnd } from './escape.ts'
import { Holders } from './holders.ts'
import type { Dumped } from './hex.ts'
import { literalNames } from './literal-names.ts'
import { compileMask } from './masks.ts'
import type { Ask, Mask, Resolve } from './masks.ts'
import { spanningPlaces } from './spanning.ts'

/**
 * Replaces what differs from run to run by names, and makes the rest printable. Secrets come first, since nothing of them may be
 * left; then the author's masks; then the names of what the tool drew.
 */
export interface Renamer {
  /** Numbers identities in the order in which it meets them: call it in story order. */
  text(text: string, mark: Mark, places?: readonly Place[]): string
  /** The same for bytes: what is left of them, and names in between. */
  bytes(bytes: Uint8Array, mark: Mark, places?: readonly Place[]): Dumped
  /** The same with identities unnumbered: what rows are sorted by. */
  unnumbered(text: string, mark: Mark): string
  /** The makers' names alone, as in a pane's command. */
  alias(text: string): string
  /** True when a mask names this variable. */
  masks(variable: string): boolean
  /** Where masks find something that reaches from one piece of a line into the next. */
  spanning(rows: readonly RawRow[]): ReadonlyMap<RawRow, readonly Place[]>
  /** Rules that have found nothing so far. */
  unused(): readonly MaskRule[]
}

export interface Rules {
  readonly masks: readonly MaskRule[]
  /** Values of the variables that masks name. */
  readonly resolve: Resolve
  readonly ask?: Ask | undefined
  readonly redactor?: Redactor | undefined
}

export function createRenamer(rawTranscript: RawTranscript, { masks: rules, resolve, ask, redactor }: Rules): Renamer {
  const doubtful = new Set([
    ...(rawTranscript.numbers ?? []),
    ...rawTranscript.aliases.filter(isPid).map(({ volatile }) => volatile),
  ])
  // A bare 15 in a line of output is no pid, nor is one among an event's words: there it stands behind the word.
  const received = new Aliases(
    doubtful,
    rawTranscript.aliases.filter((alias) => !isPid(alias)),
  ).rename
  const events = withPids(rawTranscript.aliases, received)
  const asked = rawTranscript.aliases.filter(({ unasked }) => unasked !== true)
  const written = new Aliases(doubtful, asked).rename
  const masks = rules.map((rule) => compileMask(rule, resolve, ask)).filter((mask): mask is Mask => mask !== undefined)
  const byName = new Map<string, MaskRule>(masks.map(({ rule }) => [nameOf(rule), rule]))
  for (const rule of rules) if ('variable' in rule.match) byName.set(rule.match.variable, rule)
  const literals = literalNames(rawTranscript.aliases, redactor?.names ?? [], rules)
  const used = new Set<MaskRule>()
  const number = numbering()
  const aliasesFor = (mark: Mark) => (mark === '*' ? events : mark === '>' || mark === '#' ? written : received)

  /** Puts what a step itself took or sent under its mask, wherever else the same text may stand. */
  const placed = (text: string, places: readonly Place[], put: Put): string => {
    let result = ''
    let from = 0
    for (const { start, end, name } of places) {
      const rule = byName.get(name)
      if (rule === undefined || start === end) continue
      used.add(rule)
      result += text.slice(from, start) + put(rule.as)
      from = end
    }
    return result + text.slice(from)
  }

  const masked = (text: string, put: Put): string => {
    let renamed = text
    for (const { rule, rename } of masks) {
      const before = renamed
      renamed = rename(renamed, put)
      if (renamed !== before) used.add(rule)
    }
    return renamed
  }

  const held = (text: string, aliases: Renaming, named: Put, places?: readonly Place[]) => {
    const holders = new Holders(text)
    const put: Put = (name, identity) => holders.hold(named(name, identity))
    let renamed = redactor?.text(text, (name) => put(`<${name}>`)) ?? text
    // Where a secret was hidden nothing keeps its place.
    if (places !== undefined && renamed === text) renamed = placed(text, places, put)
    renamed = masked(renamed, put)
    return { holders, renamed: aliases(renamed, put) }
  }

  const restored = (holders: Holders, text: string): string => escapeEnd(holders.restored(escapePart(text), escapePart))

  return {
    text: (text, mark, places) => {
      const { holders, renamed } = held(text, aliasesFor(mark), number, places)
      return restored(
        holders,
        literals.escape(renamed, (literal) => holders.hold(literal, true)),
      )
    },
    bytes: (bytes, mark, places) => {
      const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      const { text, ...as } = asText(buffer, places)
      const { holders, renamed } = held(text, aliasesFor(mark), number, as.places)
      return holders.empty
        ? [bytes]
        : holders
            .parts(renamed)
            .map((part) => (part.name === undefined ? encodeText(part.text) : escapePart(part.name)))
    },
    unnumbered: (text, mark) => {
      const { holders, renamed } = held(text, aliasesFor(mark), (name) => name)
      return holders.restored(renamed, (name) => name)
    },
    alias: (text) => {
      const holders = new Holders(text)
      const put: Put = (name) => holders.hold(name)
      const shown = redactor?.text(text, (name) => put(`<${name}>`)) ?? text
      // A command has names in the places of its variables already.
      return restored(holders, written(shown, put))
    },
    masks: (variable) => byName.has(variable),
    spanning: (rows) => {
      const finding = masks.flatMap(({ rule, find }) => (find === undefined ? [] : [{ name: nameOf(rule), find }]))
      if (finding.length === 0) return new Map()
      return spanningPlaces(rows, (text) =>
        finding.flatMap(({ name, find }) => find(text).map(([start, end]) => ({ start, end, name }))),
      )
    },
    unused: () => rules.filter((rule) => !used.has(rule)),
  }
}

/** No variable has such a name. */
const nameOf = ({ span }: MaskRule): string => `mask at ${span.start}`

/** Bytes as a text that rules can read, with the places of values moved along. */
function asText(bytes: Buffer, places: readonly Place[] = []): { readonly text: string; readonly places: Place[] } {
  let text = ''
  let from = 0
  const moved: Place[] = []
  for (const { start, end, name } of places) {
    text += decodeText(bytes, from, start)
    const value = decodeText(bytes, start, end)
    moved.push({ start: text.length, end: text.length + value.length, name })
    text += value
    from = end
  }
  return { text: text + decodeText(bytes, from, bytes.length), places: moved }
}

function withPids(aliases: readonly Alias[], others: Renaming): Renaming {
  const names = new Map(aliases.filter(isPid).map(({ volatile, name }) => [volatile, name]))
  if (names.size === 0) return others
  return (text, put) =>
    others(text, put).replaceAll(/\bpid (\d+)\b/g, (found, pid: string) => {
      const name = names.get(pid)
      return name === undefined ? found : `pid ${put(`<${name}>`)}`
    })
}

/** `<uuid>` becomes `<uuid 1>` for the first text it stands for, `<uuid 2>` for the next. */
function numbering(): Put {
  const seen = new Map<string, Map<string, number>>()
  return (name, identity) => {
    if (identity === undefined) return name
    let numbers = seen.get(name)
    if (numbers === undefined) seen.set(name, (numbers = new Map()))
    let number = numbers.get(identity)
    if (number === undefined) numbers.set(identity, (number = numbers.size + 1))
    return name.endsWith('>') ? `${name.slice(0, -1)} ${number}>` : `${name} ${number}`
  }
}
