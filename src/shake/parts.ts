import type { Plan, PlannedFault, StreamName } from '../model/shake.ts'

/** The smallest thing that a plan does: what a finding is shrunk to is a set of these. */
export type PlanPart =
  | { readonly kind: 'cut'; readonly stream: StreamName; readonly at: number }
  | { readonly kind: 'join'; readonly stream: StreamName; readonly from: number; readonly to: number }
  | { readonly kind: 'delay'; readonly stream: StreamName; readonly at: number; readonly milliseconds: number }
  | { readonly kind: 'break'; readonly stream: StreamName; readonly breaks: NonNullable<PlannedFault['breaks']> }
  | { readonly kind: 'order'; readonly seed: number }
  | { readonly kind: 'pieces'; readonly seed: number }

/** `server#2 up`. */
export const nameOfStream = ({ actor, connection, direction }: StreamName): string =>
  `${actor}#${connection} ${direction}`

/** All that a plan does. */
export function partsOf({ faults, order, pieces }: Plan): readonly PlanPart[] {
  return [
    ...faults.flatMap(({ cuts = [], joins = [], delays = [], breaks, ...stream }): PlanPart[] => [
      ...cuts.map((at) => ({ kind: 'cut' as const, stream, at })),
      ...joins.map((join) => ({ kind: 'join' as const, stream, ...join })),
      ...delays.map((delay) => ({ kind: 'delay' as const, stream, ...delay })),
      ...(breaks === undefined ? [] : [{ kind: 'break' as const, stream, breaks }]),
    ]),
    ...(order === undefined ? [] : [{ kind: 'order' as const, seed: order }]),
    ...(pieces === undefined ? [] : [{ kind: 'pieces' as const, seed: pieces }]),
  ]
}

/** The plan that does these, whatever their order; of several breaks to one stream it does the last. */
export function planOfParts(parts: readonly PlanPart[]): Plan {
  const streams = new Map<string, Writable>()
  let [order, pieces]: (number | undefined)[] = []
  for (const part of parts) {
    if (part.kind === 'order') order = part.seed
    else if (part.kind === 'pieces') pieces = part.seed
    else addTo(streams, part)
  }
  return {
    faults: [...streams.values()].map(inOrder),
    ...(order === undefined ? {} : { order }),
    ...(pieces === undefined ? {} : { pieces }),
  }
}

interface Writable extends StreamName {
  readonly cuts: number[]
  readonly joins: { from: number; to: number }[]
  readonly delays: { at: number; milliseconds: number }[]
  breaks?: NonNullable<PlannedFault['breaks']>
}

function addTo(streams: Map<string, Writable>, part: Exclude<PlanPart, { kind: 'order' | 'pieces' }>): void {
  const name = nameOfStream(part.stream)
  const { actor, connection, direction } = part.stream
  const fault = streams.get(name) ?? { actor, connection, direction, cuts: [], joins: [], delays: [] }
  streams.set(name, fault)
  if (part.kind === 'cut') fault.cuts.push(part.at)
  else if (part.kind === 'join') fault.joins.push({ from: part.from, to: part.to })
  else if (part.kind === 'delay') fault.delays.push({ at: part.at, milliseconds: part.milliseconds })
  else fault.breaks = part.breaks
}

function inOrder({ cuts, joins, delays, breaks, ...stream }: Writable): PlannedFault {
  return {
    ...stream,
    ...(cuts.length === 0 ? {} : { cuts: [...new Set(cuts)].sort((a, b) => a - b) }),
    ...(joins.length === 0 ? {} : { joins: joins.sort((a, b) => a.from - b.from) }),
    ...(delays.length === 0 ? {} : { delays: delays.sort((a, b) => a.at - b.at) }),
    ...(breaks === undefined ? {} : { breaks }),
  }
}
