import type { ActorKind } from '../../model/plugin.ts'
import type { Registry } from '../../model/registry.ts'
import type { YamlEntry, YamlNode } from '../../model/yaml-node.ts'
import { didYouMean } from '../../text/suggest.ts'
import { report } from '../checking.ts'
import type { Checking } from '../checking.ts'
import { oneOrMore } from '../json-schema/by-type.ts'
import type { Shape } from '../shape.ts'
import { isNothing, itemsOf, shown } from '../values.ts'

/** What of an actor is strict: its lane, or parts that its kind names (`strictAbout`), or some of its streams. */
export interface Strict {
  readonly lane: boolean
  readonly about: readonly string[]
}

export const notStrict: Strict = { lane: false, about: [] }

/** True where nothing on this stream may be skipped or left over; the main stream has the name `stdout`, or none. */
export const isStrict = ({ lane, about }: Strict, stream: string | undefined): boolean =>
  lane || about.includes(stream === undefined || stream === '' ? 'stdout' : stream)

/** `strict`, or `strict about stdout`, for messages. */
export const strictly = ({ lane, about }: Strict): string => (lane ? 'strict' : `strict about ${about.join(' and ')}`)

/** What an actor of a kind can be strict about besides its lane. */
const namesOf = ({ strictAbout = [], streams = [] }: ActorKind): readonly string[] => [
  ...strictAbout,
  ...(streams.length === 0 ? [] : ['stdout', ...streams]),
]

/** `strict: true`, `strict: rules`, `strict: stdout`, or a list of such names. */
export const strict: Shape<Strict> = {
  schema(registry) {
    const what = 'true, or what of it is strict'
    const one = { enum: [true, false, ...namesIn(registry)], errorMessage: `expected ${what}` }
    return oneOrMore(one, { expected: what, offers: { enum: one.enum } })
  },
  read(c, node, label) {
    const names = itemsOf(node).map((item) => nameOf(c, item, label))
    if (names.includes(undefined)) return undefined
    const all = new Set(names)
    return { lane: all.has('true'), about: [...all].filter((name) => name !== 'true' && name !== 'false') as string[] }
  },
}

const namesIn = ({ kinds }: Registry): string[] => [
  ...new Set([...kinds.values()].flatMap(({ value }) => namesOf(value))),
]

function nameOf(c: Checking, node: YamlNode, label: string): string | undefined {
  if (node.type === 'scalar' && !isNothing(node) && (isName(node.source) || node.source === 'false')) return node.source
  report(
    c,
    'wrong-type',
    `“${label}” is ${shown(node)}: expected true, or what of it is strict`,
    node.span,
    'write “strict: true”',
  )
  return undefined
}

const isName = (word: string): boolean => /^[a-z][\w-]*$/.test(word) && !/^(?:yes|no|on|off|false)$/.test(word)

/** An actor as far as it has been read: what it is called, and whether it talks through a terminal. */
interface ReadActor {
  readonly name: string
  readonly kind: string
  readonly terminal: boolean
}

/** That an actor can be strict about what its author names. */
export function checkStrict(
  c: Checking,
  { name, kind, terminal }: ReadActor,
  actorKind: ActorKind,
  entries: readonly YamlEntry[],
): void {
  const names = namesOf(actorKind)
  const merged = terminal ? (actorKind.streams ?? []) : []
  for (const { value } of entries.filter(({ key }) => key === 'strict'))
    for (const item of itemsOf(value)) {
      if (item.type !== 'scalar' || !isName(item.source) || item.source === 'true') continue
      if (merged.includes(item.source)) {
        const message = `“${name}” talks through a terminal, where stdout and “${item.source}” are one`
        report(c, 'invalid-value', message, item.span, 'write “strict: stdout”, or take “pty” out')
        continue
      }
      if (names.includes(item.source)) continue
      const known = names.length === 0 ? 'which is strict as a whole' : `which knows ${names.join(', ')}`
      report(
        c,
        'invalid-value',
        `“${name}” is of kind ${kind}, ${known}, and not “${item.source}”`,
        item.span,
        didYouMean(item.source, names) ?? 'write “strict: true”, or take it out',
      )
    }
}
