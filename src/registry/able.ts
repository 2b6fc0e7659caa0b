import type { ActorKind, CoreVerb } from '../model/plugin.ts'

/** The verbs of the core that a kind can do: one that can close can leave, too. */
export const ableOf = ({ can }: Pick<ActorKind, 'can'>): readonly CoreVerb[] =>
  can.includes('exit') || !can.includes('close')
    ? can
    : can.flatMap((verb) => (verb === 'close' ? ['exit', verb] : [verb]))
