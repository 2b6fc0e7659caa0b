import type { ActorKind } from '../../model/plugin.ts'
import type { Registry } from '../../model/registry.ts'
import type { ActorDeclaration } from '../../model/scenario.ts'
import { described } from '../shape.ts'
import type { Shape, ValuesOf } from '../shape.ts'
import { lineEnd, oneWordOf, wholeNumber } from '../shapes/scalars.ts'
import { framing } from './framing.ts'
import { notStrict, strict } from './strict.ts'

/** Instances of a group: each is a socket or a process, and systems have some tens of thousands. */
const mostInstances = 100_000

/** An option that every actor may have: it stands among those of its kind, or beside the kind. */
export interface ActorOption<T> {
  readonly shape: Shape<T>
  /** For a kind that could only ignore it: why, and what to do about it. */
  idle?(kind: ActorKind, registry: Registry): { readonly why: string; readonly hint: string } | undefined
}

const define = <T>(option: ActorOption<T>): ActorOption<T> => option

export const actorOptions = {
  strict: define({
    shape: described(
      strict,
      'nothing on this lane may be skipped or left unmatched: every expectation is next, every end and tail is matched; or, by name, what of the actor is strict',
    ),
  }),
  rows: define({
    shape: described(
      oneWordOf({
        all: 'everything, in its order',
        sorted: 'everything; what no expectation matched is written sorted',
        taken: 'only what expectations matched',
      }),
      'what of this lane stands in the transcript',
    ),
  }),
  tail: define({
    shape: described(
      oneWordOf({
        closed: 'it does, and counts in full',
        open: 'it never does: it is compared as far as both go',
      }),
      'whether its talk comes to an end',
    ),
  }),
  count: define({
    shape: described(
      wholeNumber(1, 'expected a whole number from 1 on', mostInstances),
      'a group of this many instances; one of them is client#7',
      { examples: [100] },
    ),
    idle: ({ role }) =>
      role === 'server' || role === 'proxy'
        ? {
            why: 'and a group has clients or programs',
            hint: 'take “count” out; a server has as many connections as come',
          }
        : undefined,
  }),
  framing: define({
    shape: framing,
    idle: ({ framing }, registry) =>
      registry.framings.get(framing ?? '')?.value.messages === true
        ? { why: 'where each message is one', hint: 'take “framing” out' }
        : undefined,
  }),
  eol: define({
    shape: described(lineEnd, 'what ends a sent line, when it differs from what ends a received one', {
      examples: ['\r\n'],
    }),
  }),
  ansi: define({
    shape: described(
      oneWordOf({ strip: 'they are left out', keep: 'they stay, visible' }),
      'what becomes of escape sequences, such as colours, in its output',
    ),
  }),
}

export type ActorOptionName = keyof typeof actorOptions
export const actorOptionNames = Object.keys(actorOptions) as ActorOptionName[]
export const actorOptionShapes = Object.fromEntries(
  actorOptionNames.map((name) => [name, actorOptions[name].shape]),
) as { readonly [K in ActorOptionName]: (typeof actorOptions)[K]['shape'] }

type Given = ValuesOf<typeof actorOptionShapes>

/** What an actor is declared with, and what goes for an option that is not there. */
export const withDefaults = (given: Given): Pick<ActorDeclaration, ActorOptionName> => ({
  strict: notStrict,
  rows: 'all',
  tail: 'closed',
  count: 1,
  ansi: 'strip',
  ...given,
})
