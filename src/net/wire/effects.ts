import type { Effect, Effects } from './fault.ts'

/** What an effect is by nature, so that nobody else needs a list of effects. */
export interface EffectTraits {
  /**
   * `passing`: it is done after some bytes, or at once; `lasting`: it holds for whatever passes; `ending`: it ends connections, now or after
   * a time; `accepting`: it is about new connections.
   */
  readonly acts: 'passing' | 'lasting' | 'ending' | 'accepting'
  /** What must pass so that it has affected something: bytes, the end of a stream, or either. */
  readonly meets: 'bytes' | 'ends' | 'either'
  /** Only streams have it; the others are also for datagrams. */
  readonly ofStreams?: true
}

/** In the order in which effects are named. */
export const effectTraits: Readonly<Record<Effect, EffectTraits>> = {
  latency: { acts: 'lasting', meets: 'either' },
  jitter: { acts: 'lasting', meets: 'either' },
  bandwidth: { acts: 'lasting', meets: 'bytes' },
  slice: { acts: 'lasting', meets: 'bytes', ofStreams: true },
  split: { acts: 'passing', meets: 'bytes', ofStreams: true },
  join: { acts: 'passing', meets: 'bytes', ofStreams: true },
  delay: { acts: 'passing', meets: 'bytes' },
  corrupt: { acts: 'passing', meets: 'bytes' },
  lose: { acts: 'passing', meets: 'bytes' },
  stop: { acts: 'lasting', meets: 'either' },
  timeout: { acts: 'ending', meets: 'bytes', ofStreams: true },
  'slow-close': { acts: 'lasting', meets: 'ends', ofStreams: true },
  reset: { acts: 'ending', meets: 'bytes', ofStreams: true },
  'half-close': { acts: 'ending', meets: 'bytes', ofStreams: true },
  close: { acts: 'ending', meets: 'bytes', ofStreams: true },
  refuse: { acts: 'accepting', meets: 'bytes', ofStreams: true },
}

/** The names of all effects, in the order in which they are named. */
export const effects = Object.keys(effectTraits) as readonly Effect[]

/** What a fault does, in that order. */
export const effectsOf = (fault: Effects): readonly Effect[] => effects.filter((effect) => fault[effect] !== undefined)

/** True for a fault of which one effect or more is so. */
export const does = (fault: Effects, isSo: (traits: EffectTraits) => boolean): boolean =>
  effects.some((effect) => fault[effect] !== undefined && isSo(effectTraits[effect]))

/** True for one that ends connections where it strikes, now or after a time. */
export const endsConnections = (fault: Effects): boolean => does(fault, ({ acts }) => acts === 'ending')
