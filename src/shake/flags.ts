import { breakKinds, type BreakKind, type Plan, type StreamName } from '../model/shake.ts'
import { parseDuration } from '../text/units.ts'
import { nameOfStream, partsOf, planOfParts, type PlanPart } from './parts.ts'

/** A plan as flags write it. */
export interface WrittenPlan {
  /** `server#1 up 7`, also with several places. */
  readonly cut?: readonly string[] | undefined
  /** `server#1 up 0..14`. */
  readonly join?: readonly string[] | undefined
  /** `server#1 up 7 20ms`. */
  readonly delay?: readonly string[] | undefined
  /** `server#1 up 7 reset`. */
  readonly break?: readonly string[] | undefined
  readonly order?: number | undefined
  readonly pieces?: number | undefined
}

/** What is wrong with one of them. */
export interface WrongFlag {
  readonly message: string
  readonly hint: string
}

const streamPattern =
  /^(?<actor>[^\s#]+|\S+(?=#))(?:#(?<connection>[1-9]\d{0,8}))? +(?<direction>up|down) +(?<rest>.+)$/

/** How each is written, in its message. */
const examples = {
  cut: '--cut "server#1 up 7": the stream to the actor that listens, on its first connection, after byte 7',
  join: '--join "server#1 up 0..14": the first 14 bytes arrive in one piece',
  delay: '--delay "server#1 up 7 20ms": what follows byte 7 comes 20 ms later',
  break: '--break "server#1 up 7 reset": the connection is reset after byte 7 (or half-close, stop, latency)',
}
type PlaceFlag = keyof typeof examples

/** Reads a plan; nothing where no flag says anything. */
export function readPlan(written: WrittenPlan): { readonly plan?: Plan } | { readonly wrong: WrongFlag } {
  const parts: PlanPart[] = []
  for (const flag of Object.keys(examples) as PlaceFlag[]) {
    for (const text of written[flag] ?? []) {
      const found = readOne(flag, text)
      if (found === undefined)
        return { wrong: { message: `--${flag} does not know “${text}”`, hint: `write ${examples[flag]}` } }
      parts.push(...found)
    }
  }
  if (written.order !== undefined) parts.push({ kind: 'order', seed: written.order })
  if (written.pieces !== undefined) parts.push({ kind: 'pieces', seed: written.pieces })
  return parts.length === 0 ? {} : { plan: planOfParts(parts) }
}

function readOne(flag: PlaceFlag, text: string): readonly PlanPart[] | undefined {
  const { actor, connection = '1', direction, rest = '' } = streamPattern.exec(text.trim())?.groups ?? {}
  if (actor === undefined) return undefined
  const stream = { actor, connection: Number(connection), direction: direction as StreamName['direction'] }
  return readers[flag](stream, rest)
}

const readers: Readonly<Record<PlaceFlag, (stream: StreamName, rest: string) => readonly PlanPart[] | undefined>> = {
  cut(stream, rest) {
    const places = rest.split(/[ ,]+/).map(wholeNumber)
    return places.every((at) => at !== undefined && at > 0)
      ? places.map((at) => ({ kind: 'cut', stream, at: at as number }))
      : undefined
  },
  join(stream, rest) {
    const [from, to] = rest.split('..').map(wholeNumber)
    return from === undefined || to === undefined || to <= from ? undefined : [{ kind: 'join', stream, from, to }]
  },
  delay(stream, rest) {
    const [at, milliseconds] = [/^\d{1,9}(?= )/.exec(rest)?.[0], parseDuration(rest.replace(/^\d+ +/, ''))]
    return at === undefined || milliseconds === undefined
      ? undefined
      : [{ kind: 'delay', stream, at: Number(at), milliseconds }]
  },
  break(stream, rest) {
    const [place = '', what = '', ...more] = rest.split(/ +/)
    const at = wholeNumber(place)
    return at === undefined || !isBreakKind(what) || more.length > 0
      ? undefined
      : [{ kind: 'break', stream, breaks: { at, what } }]
  },
}

const isBreakKind = (text: string): text is BreakKind => (breakKinds as readonly string[]).includes(text)

const wholeNumber = (text: string): number | undefined => (/^\d{1,9}$/.test(text) ? Number(text) : undefined)

/** A longer command is repeated by its seed and run. */
const mostFlags = 8

/** The flags that write a plan; undefined where there would be too many. */
export function flagsOfPlan(plan: Plan): readonly string[] | undefined {
  const parts = partsOf(plan)
  if (parts.length === 0 || parts.length > mostFlags) return undefined
  return parts.flatMap(flagOfPart)
}

/** The flag that does this part of a plan, and its value. */
export function flagOfPart(part: PlanPart): readonly [string, string] {
  switch (part.kind) {
    case 'cut':
      return ['--cut', `${nameOfStream(part.stream)} ${part.at}`]
    case 'join':
      return ['--join', `${nameOfStream(part.stream)} ${part.from}..${part.to}`]
    case 'delay':
      return ['--delay', `${nameOfStream(part.stream)} ${part.at} ${part.milliseconds}ms`]
    case 'order':
      return ['--order', String(part.seed)]
    case 'pieces':
      return ['--pieces', String(part.seed)]
    case 'break':
      return ['--break', `${nameOfStream(part.stream)} ${part.breaks.at} ${part.breaks.what}`]
  }
}
