import type { DraftMessage, DraftStep, DraftWanted, OtherVerb } from '../draft.ts'
import type { Written } from '../../authoring/written.ts'
import type { Lane } from './lane.ts'
import { markRedrawn } from './redrawn.ts'
import { looksVolatile } from './significance.ts'
import { wantedOf } from './wanted.ts'
import { textOf } from '../draft-text.ts'

interface Effects {
  /** An end or an exit: what was unread before it is not expected any more. */
  readonly wanted: DraftWanted
  readonly seen: number
}

/** Steps as they come about: what causes something, and behind it one step that expects what it caused. */
export class Script {
  readonly steps: DraftStep[] = []
  private readonly lanes = new Map<
    string,
    { readonly target: string; readonly lane: Lane; readonly stream?: 'stderr' }
  >()
  private effects = new Map<string, Effects[]>()
  /** Programs that draw a line again while it is typed. */
  readonly redrawing = new Set<string>()
  private readonly strict: boolean

  constructor(strict: boolean) {
    this.strict = strict
  }

  addLane(target: string, lane: Lane, stream?: 'stderr'): void {
    this.lanes.set(`${target}\n${stream ?? ''}`, stream === undefined ? { target, lane } : { target, lane, stream })
  }

  laneOf(target: string, stream?: 'stderr'): Lane | undefined {
    return this.lanes.get(`${target}\n${stream ?? ''}`)?.lane
  }

  /** Something has come on a lane. */
  receive(target: string, bytes: Uint8Array, seen: number, as?: 'stderr' | 'text' | 'binary'): void {
    if (as === 'stderr') this.laneOf(target, as)?.push(bytes, seen)
    else this.laneOf(target)?.push(bytes, seen, as)
  }

  /** An event that a step can expect, behind all that came before it on this target. */
  happen(target: string, wanted: DraftWanted, seen: number): void {
    const before = this.wantedOn(target, true)
    const list = this.effects.get(target) ?? []
    this.effects.set(target, [...list, ...before.map((each) => ({ wanted: each, seen })), { wanted, seen }])
  }

  /** A step that causes something. `answers`: the target whose unfinished line somebody has read before. */
  cause(verb: OtherVerb, argument: Written, seen: number, answers?: string): void {
    this.expect(answers)
    const last = this.steps.at(-1)
    if (
      last !== undefined &&
      (verb === 'start' || verb === 'connect') &&
      last.verb === verb &&
      typeof argument === 'string'
    ) {
      const earlier = Array.isArray(last.argument) ? (last.argument as readonly Written[]) : [last.argument]
      this.steps[this.steps.length - 1] = { ...last, argument: [...earlier, argument] }
    } else this.steps.push({ verb, argument, seen })
  }

  send(target: string, messages: readonly DraftMessage[], seen: number): void {
    if (messages.length === 0) return
    this.expect(target)
    this.answer(target, messages, seen)
  }

  /** Sends where all that came before has been expected already. */
  answer(target: string, messages: readonly DraftMessage[], seen: number): void {
    if (messages.length === 0) return
    const last = this.steps.at(-1)
    const same =
      last?.verb === 'send' && last.of.length === 1 && last.of[0]!.target === target ? last.of[0]! : undefined
    if (last?.verb === 'send' && same !== undefined)
      this.steps[this.steps.length - 1] = { ...last, of: [{ target, messages: [...same.messages, ...messages] }] }
    else this.steps.push({ verb: 'send', of: [{ target, messages }], seen })
  }

  /** What has come until now is expected. */
  expect(answers?: string): void {
    const targets = new Set([...this.effects.keys(), ...[...this.lanes.values()].map(({ target }) => target)])
    const of: { target: string; wanted: DraftWanted[] }[] = []
    let seen = Infinity
    for (const target of targets) {
      const effects = this.effects.get(target) ?? []
      const first = Math.min(...effects.map((each) => each.seen), this.firstSeen(target))
      const wanted = [...effects.map(({ wanted: each }) => each), ...this.wantedOn(target, target === answers)]
      if (wanted.length === 0) continue
      of.push({ target, wanted })
      seen = Math.min(seen, first)
    }
    this.effects = new Map()
    if (of.length === 0) return
    const step = { verb: 'expect', of: withFirst(this.strict ? of : withoutNoise(of), answers) } as const
    this.steps.push(seen === Infinity ? step : { ...step, seen })
  }

  private firstSeen(target: string): number {
    const units = [...this.lanes.values()].filter((each) => each.target === target).flatMap(({ lane }) => lane.units)
    return Math.min(...units.filter(({ fresh }) => fresh).map(({ seen }) => seen))
  }

  private wantedOn(target: string, prompted: boolean): DraftWanted[] {
    return [...this.lanes.values()]
      .filter((each) => each.target === target)
      .flatMap(({ lane, stream }) => {
        if (markRedrawn(lane)) this.redrawing.add(target)
        const wanted = wantedOf(lane, prompted && stream === undefined, this.strict)
        return stream === undefined ? wanted : wanted.map((each) => ({ ...each, beside: { ...each.beside, stream } }))
      })
  }
}

/** Lines of a log, and others that differ each time, say little: they are expected only where nothing else came. The transcript has them, masked. */
function withoutNoise<T extends { readonly wanted: readonly DraftWanted[] }>(of: readonly T[]): readonly T[] {
  const telling = of.filter(({ wanted }) => !wanted.every(isVolatile))
  return telling.length === 0 ? of : telling
}

const isVolatile = (wanted: DraftWanted): boolean =>
  wanted.ofLog === true || ('text' in wanted && wanted.matcher !== 'prompt' && looksVolatile(textOf(wanted.text)))

/** The one that was spoken to stands first. */
const withFirst = <T extends { readonly target: string }>(of: readonly T[], first: string | undefined): T[] => [
  ...of.filter(({ target }) => target === first),
  ...of.filter(({ target }) => target !== first),
]
