import { isPid, type Alias, type Place } from '../model/event.ts'
import type { MaskRule } from '../model/scenario.ts'
import type { RawTranscript } from '../model/raw-transcript.ts'
import { Aliases, type Put, type Renaming } from '../text/aliases.ts'
import { decodeText, encodeText } from '../text/byte-text.ts'
import type { Redactor } from '../text/redactor.ts'
import { escapeEnd, escapePart, escapeText } from './escape.ts'
import { Holders } from './holders.ts'
import type { Dumped } from './hex.ts'
import { literalNames, type LiteralNames } from './literal-names.ts'
import type { InStep } from './mask-rows.ts'
import { MaskSet } from './mask-set.ts'
import type { Ask, Resolve } from './masks.ts'

/** So many texts are searched for one by one. */
const few = 16

export interface Rules {
  readonly masks: readonly MaskRule[]
  /** Values of the variables that masks name. */
  readonly resolve: Resolve
  readonly ask?: Ask | undefined
  readonly redactor?: Redactor | undefined
}

/**
 * Replaces what differs from run to run by names, and makes the rest printable. Secrets come first, since nothing of them may be
 * left; then the author's masks; then the names of what the tool drew.
 */
export class Renamer {
  readonly masks: MaskSet
  readonly #redactor: Redactor | undefined
  readonly #literals: LiteralNames
  readonly #number = numbering()
  /** Names in what was received, among an event's words, and in what the scenario wrote. */
  readonly #received: Renaming
  /** All texts that may be renamed; absent where there are many. */
  readonly #volatile: readonly string[] | undefined
  readonly #events: Renaming
  readonly #written: Renaming

  constructor(rawTranscript: RawTranscript, { masks, resolve, ask, redactor }: Rules) {
    const { aliases } = rawTranscript
    const pids = new Set(aliases.filter(isPid).map(({ volatile }) => volatile))
    const doubtful = { has: (number: string) => pids.has(number) || rawTranscript.numbers?.has(number) === true }
    // A bare 15 in a line of output is no pid, nor is one among an event's words: there it stands behind the word.
    const received = aliases.filter((alias) => !isPid(alias))
    const asked = aliases.filter(({ unasked }) => unasked !== true)
    if (aliases.length <= few) this.#volatile = aliases.map(({ volatile }) => volatile)
    this.#received = new Aliases(doubtful, received).rename
    this.#events = withPids(aliases, this.#received)
    this.#written = new Aliases(doubtful, asked).rename
    this.#literals = literalNames(aliases, redactor?.names ?? [], masks)
    this.#redactor = redactor
    this.masks = new MaskSet(masks, resolve, ask, rawTranscript.places)
  }

  /** Numbers identities in the order in which it meets them: call it in the order of the rows. */
  text(text: string, row: InStep, places?: readonly Place[]): string {
    if (places === undefined && this.#staysAsItIs(text)) return escapeText(text)
    const { holders, renamed } = this.#held(text, row, this.#number, places)
    const escaped = this.#literals.escape(renamed, (literal) => holders.hold(literal, true))
    return restored(holders, escaped)
  }

  /** No rule can find anything, for sure: true for most rows, and there are many. */
  #staysAsItIs(text: string): boolean {
    if (this.#volatile === undefined || !this.masks.areNone || this.#literals.mayBeIn(text)) return false
    for (const volatile of this.#volatile) if (text.includes(volatile)) return false
    return this.#redactor?.isEmpty !== false
  }

  /** The same for bytes: what is left of them, and names in between. */
  bytes(bytes: Uint8Array, row: InStep, places?: readonly Place[]): Dumped {
    return this.#bytes(bytes, row, this.#number, places)
  }

  #bytes(bytes: Uint8Array, row: InStep, named: Put, places?: readonly Place[]): Dumped {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const { text, ...as } = asText(buffer, places)
    const { holders, renamed } = this.#held(text, row, named, as.places)
    if (holders.empty) return [bytes]
    const parts = holders.parts(renamed)
    return parts.map((part) => (part.name === undefined ? encodeText(part.text) : escapePart(part.name)))
  }

  /** The same with identities unnumbered: what rows are sorted by. */
  unnumbered(text: string, row: InStep): string {
    const { holders, renamed } = this.#held(text, row, (name) => name)
    return holders.restored(renamed, (name) => name)
  }

  unnumberedBytes(bytes: Uint8Array, row: InStep): Dumped {
    return this.#bytes(bytes, row, (name) => name)
  }

  /** The makers' names alone, as in a pane's command, which has names in the places of its variables already. */
  alias(text: string): string {
    const holders = new Holders(text)
    const put: Put = (name) => holders.hold(name)
    const shown = this.#redactor?.text(text, (name) => put(`<${name}>`)) ?? text
    return restored(holders, this.#written(shown, put))
  }

  #held(text: string, row: InStep, named: Put, places?: readonly Place[]) {
    const holders = new Holders(text)
    const put: Put = (name, identity) => holders.hold(named(name, identity))
    let renamed = this.#redactor?.text(text, (name) => put(`<${name}>`)) ?? text
    // Where a secret was hidden nothing keeps its place.
    if (places !== undefined && renamed === text) renamed = this.masks.placed(text, row, places, put)
    renamed = this.masks.masked(renamed, row, put)
    return { holders, renamed: this.#aliasesFor(row)(renamed, put) }
  }

  #aliasesFor({ mark }: InStep): Renaming {
    if (mark === '*') return this.#events
    return mark === '>' || mark === '#' ? this.#written : this.#received
  }
}

const restored = (holders: Holders, text: string): string => escapeEnd(holders.restored(escapePart(text), escapePart))

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
