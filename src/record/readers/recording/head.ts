import { asWritten } from '../../../authoring/as-written.ts'
import type { Written } from '../../../authoring/written.ts'
import { builtinMasks } from '../../../transcript/builtin-masks.ts'
import { readDocument } from '../../../scenario/read.ts'
import type { Draft, DraftActor, DraftPiece, DraftStep, DraftText } from '../../draft.ts'
import { mapTexts } from '../../map-draft.ts'
import type { SeenFraming } from '../../session.ts'
import { ofEveryActor } from '../../write-draft.ts'
import { roleOf } from './role.ts'

/** What a scenario says above its steps. */
export interface Head {
  readonly actors: readonly DraftActor[]
  readonly masks: readonly Written[]
  /** All other keys but those of its title, its steps and how it must end. */
  readonly further: Readonly<Record<string, Written>>
}

const notKept = new Set(['scenario', 'about', 'tags', 'steps', 'actors', 'mask', 'fails', 'known-bug', 'bug'])

/** The head of a scenario's file; undefined where it cannot be read. */
export function headOf(bytes: Uint8Array, file: string): Head | undefined {
  const read = readDocument(bytes, file, file)
  if (!('document' in read) || read.document.root.type !== 'map') return undefined
  const { entries } = read.document.root
  const valueOf = (name: string): Written => {
    const node = entries.find(({ key }) => key === name)?.value
    return node === undefined ? {} : asWritten(node)
  }
  const mask = valueOf('mask')
  return {
    actors: Object.entries(mapOf(valueOf('actors'))).flatMap(([name, value]) => actorOf(name, value)),
    masks: Array.isArray(mask) ? (mask as readonly Written[]) : [],
    further: Object.fromEntries(
      entries.flatMap(({ key, value }) => (notKept.has(key) ? [] : [[key, asWritten(value)]])),
    ),
  }
}

type WrittenMap = Readonly<Record<string, Written>>

const mapOf = (value: Written | undefined): WrittenMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as WrittenMap) : {}

/** The keys beside the kind are options of every actor. */
function actorOf(name: string, value: Written): DraftActor[] {
  if (typeof value === 'string') return [{ name, kind: value, options: new Map() }]
  const entries = Object.entries(mapOf(value))
  const [kind, own] = entries.find(([key]) => !ofEveryActor.has(key)) ?? []
  if (kind === undefined) return []
  return [{ name, kind, options: new Map([...ownOptions(kind, own), ...entries.filter(([key]) => key !== kind)]) }]
}

/** A kind's only value is the option that is written alone. */
function ownOptions(kind: string, own: Written | undefined): [string, Written][] {
  if (own === null || own === undefined) return []
  if (typeof own === 'object' && !Array.isArray(own)) return Object.entries(mapOf(own))
  return [[loneOption(kind, own), own]]
}

/** The option that a value alone is (docs/actors.md). */
function loneOption(kind: string, own: Written): string {
  if (kind === 'program') return 'run'
  if (kind === 'file' || kind === 'serial') return 'path'
  if (kind.endsWith('-server')) return 'port'
  return kind === 'udp' && /^(?:\d|\$)/.test(String(own)) ? 'port' : 'to'
}

/** The framing that an actor's options say. */
export function framingIn({ options }: DraftActor): SeenFraming | undefined {
  const framing = options.get('framing')
  const why = ''
  const names = ['line', 'crlf', 'json', 'raw'] as const
  const named = names.find((name) => name === framing)
  if (named !== undefined) return { name: named, why }
  const [[name, option] = []] = Object.entries(mapOf(framing))
  if (name === 'length' && typeof option === 'number') return { name, option, why }
  return name === 'delimiter' && typeof option === 'string' ? { name, option, why } : undefined
}

/** The draft with the actors and all else that the scenario of its run says; actors of files that it includes are those of the draft. */
export function withHead(draft: Draft, { actors, masks, further }: Head): Draft {
  const { limits: _, ...rest } = draft
  const steps = draft.steps.map((step) => mapTexts(step, withSecrets))
  const used = new Set(steps.flatMap(targetsOf))
  // One that was not there in time is declared for nothing.
  const own = new Set(actors.map(({ name }) => name))
  const there = actors.filter(({ name, kind }) => used.has(name) || roleOf(kind) === 'program')
  return {
    ...rest,
    steps,
    only: [],
    actors: [...there, ...draft.actors.filter(({ name }) => !own.has(name))],
    masks: [...masks.filter(isMaskOfItsOwn), ...draft.masks],
    further,
  }
}

const targetsOf = (step: DraftStep): string[] =>
  'of' in step
    ? step.of.map(({ target }) => target.split('#')[0] as string)
    : [step.argument].flat().flatMap((each) => (typeof each === 'string' ? [each] : Object.keys(mapOf(each))))

/** The name of a variable masks what steps capture, and these steps may not. */
const isMaskOfItsOwn = (mask: Written): boolean => typeof mask !== 'string' || mask in builtinMasks

/** A recording has the names of secrets in their places. */
const withSecrets = (text: DraftText): DraftText =>
  text.flatMap((piece): DraftPiece[] =>
    typeof piece !== 'string'
      ? [piece]
      : piece
          .split(/<secret\.([\w-]+)>/)
          .map((part, at) => (at % 2 === 0 ? part : { variable: part }))
          .filter((part) => part !== ''),
  )
