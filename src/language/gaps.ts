import type { Target } from '../model/scenario.ts'
import type { Span } from '../model/span.ts'
import type { YamlNode } from '../model/yaml-node.ts'
import { parseRegex } from '../text/regex.ts'
import { groupNames } from '../regex/syntax.ts'
import type { Step } from './scenario.ts'

/** What is known of a step that could not be read, or of which a part could not: all that it may have done. */
export interface StepGap {
  /** Keys and texts that stand in it: names that it may have set, actors that it may have set going or ended. */
  readonly words: ReadonlySet<string>
  /** True when what it holds is not there at all, as with a file that cannot be included: it may have done anything. */
  readonly anything: boolean
  /** Its verb, when that is one of the language. */
  readonly verb?: string
  /** Actors that it names where its verb wants them. */
  readonly targets: readonly Target[]
}

/** What of a scenario could not be read, so that only what follows from it goes untold. */
export interface Gaps {
  readonly stepGaps: ReadonlyMap<Step, StepGap>
  /** Actors and variables that are written and could not be understood: nothing is known of them. */
  readonly unreadable: ReadonlySet<string>
  /** Groups whose number of instances could not be read. */
  readonly uncounted: ReadonlySet<string>
  /** Actors with a mistake in their options: what these would say is unknown. */
  readonly misread: ReadonlySet<string>
  /** Names that parts outside of the steps may have set. */
  readonly words: ReadonlySet<string>
}

export const noGaps: Gaps = {
  stepGaps: new Map(),
  unreadable: new Set(),
  uncounted: new Set(),
  misread: new Set(),
  words: new Set(),
}

/** Every key and text in what was written, and the names of groups in its regexes; what stands in `${…}` is asked for and not set. */
export function wordsIn(node: YamlNode, into: Set<string> = new Set()): Set<string> {
  if (node.type === 'list') {
    // It may be a choice, which keeps what came as “matched”.
    into.add('matched')
    for (const item of node.items) wordsIn(item, into)
  } else if (node.type === 'map')
    for (const { key, value } of node.entries) {
      into.add(key)
      wordsIn(value, into)
    }
  else {
    into.add(node.source.replace(/#.*/s, ''))
    for (const name of groupNames(parseRegex(node.source)?.source ?? node.source)) into.add(name)
  }
  return into
}

/** A step that stands where one could not be read. */
export const emptyStep = (span: Span): Step => ({ verb: 'note', text: { parts: [], span }, span })
