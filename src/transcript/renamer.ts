import { isPid, type Alias, type Mark } from '../model/event.ts'
import type { MaskRule } from '../model/scenario.ts'
import type { Story } from '../model/story.ts'
import { compileAliases } from './aliases.ts'
import type { Put, Renaming } from './aliases.ts'
import { compileMask } from './masks.ts'
import type { Ask, Mask, Resolve } from './masks.ts'

/** Replaces what differs from run to run by names: first what its makers named, then the author's masks. */
export interface Renamer {
  /** Numbers identities in the order in which it meets them: call it in story order. */
  rename(text: string, mark: Mark): string
  /** The same with identities unnumbered: what rows are sorted by. */
  unnumbered(text: string, mark: Mark): string
  /** The makers' names alone, as in a pane's command. */
  alias(text: string): string
  /** Rules that have found nothing so far. */
  unused(): readonly MaskRule[]
}

/** First of the characters that hold a name's place while later rules run, so that no rule finds its match in a name. */
const placeholders = 0xe000

export function createRenamer(story: Story, rules: readonly MaskRule[], resolve: Resolve, ask?: Ask): Renamer {
  // A bare 15 in a line of output is no pid, nor is one among an event's words: there it stands behind the word.
  const heard = compileAliases(story.aliases.filter((alias) => !isPid(alias)))
  const events = withPids(story.aliases, heard)
  const written = compileAliases(story.aliases.filter(({ unasked }) => unasked !== true))
  const masks = rules.map((rule) => compileMask(rule, resolve, ask)).filter((mask): mask is Mask => mask !== undefined)
  const used = new Set<MaskRule>()
  const number = numbering()
  const aliasesFor = (mark: Mark) => (mark === '*' ? events : mark === '>' || mark === '#' ? written : heard)

  const apply = (text: string, mark: Mark, named: Put): string => {
    const aliases = aliasesFor(mark)
    if (masks.length === 0) return aliases === undefined ? text : aliases(text, named)
    const names = new Map<string, string>()
    let next = placeholders
    const hold: Put = (name, identity) => {
      while (text.includes(String.fromCharCode(next))) next++
      const holder = String.fromCharCode(next++)
      names.set(holder, named(name, identity))
      return holder
    }
    let renamed = aliases === undefined ? text : aliases(text, hold)
    for (const { rule, rename } of masks) {
      const before = renamed
      renamed = rename(renamed, hold)
      if (renamed !== before) used.add(rule)
    }
    return names.size === 0 ? renamed : restored(renamed, names)
  }

  return {
    rename: (text, mark) => apply(text, mark, number),
    unnumbered: (text, mark) => apply(text, mark, (name) => name),
    alias: (text) => (written === undefined ? text : written(text, (name) => name)),
    unused: () => rules.filter((rule) => !used.has(rule)),
  }
}

function withPids(aliases: readonly Alias[], others: Renaming | undefined): Renaming | undefined {
  const names = new Map(aliases.filter(isPid).map(({ volatile, name }) => [volatile, name]))
  if (names.size === 0) return others
  return (text, put) =>
    (others?.(text, put) ?? text).replaceAll(/\bpid (\d+)\b/g, (found, pid: string) => {
      const name = names.get(pid)
      return name === undefined ? found : `pid ${put(`<${name}>`)}`
    })
}

function restored(text: string, names: ReadonlyMap<string, string>): string {
  let result = ''
  for (const character of text) result += names.get(character) ?? character
  return result
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
