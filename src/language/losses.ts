import type { Target } from '../model/scenario.ts'
import type { Span } from '../model/span.ts'
import type { Written } from '../model/written.ts'
import { parseRegex } from '../text/regex.ts'
import { groupNames } from '../text/regex-syntax.ts'
import type { Step } from './scenario.ts'

/** What is known of a step that could not be read, or of which a part could not: all that it may have done. */
export interface Loss {
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
  readonly losses: ReadonlyMap<Step, Loss>
  /** Actors and variables that are written and could not be understood: nothing is known of them. */
  readonly unreadable: ReadonlySet<string>
  /** Crowds whose number of members could not be read. */
  readonly uncounted: ReadonlySet<string>
  /** Names that parts outside of the steps may have set. */
  readonly words: ReadonlySet<string>
}

export const noGaps: Gaps = { losses: new Map(), unreadable: new Set(), uncounted: new Set(), words: new Set() }

/** Every key and text in what was written, and the names of groups in its regexes; what stands in `${…}` is asked for and not set. */
export function wordsIn(written: Written, into: Set<string> = new Set()): Set<string> {
  if (written.type === 'list') {
    // It may be a choice, which keeps what came as “matched”.
    into.add('matched')
    for (const item of written.items) wordsIn(item, into)
  } else if (written.type === 'map')
    for (const { key, value } of written.entries) {
      into.add(key)
      wordsIn(value, into)
    }
  else {
    into.add(written.source.replace(/#.*/s, ''))
    for (const name of groupNames(parseRegex(written.source)?.source ?? written.source)) into.add(name)
  }
  return into
}

/** A step that stands where one could not be read. */
export const placeholder = (span: Span): Step => ({ verb: 'note', text: { parts: [], span }, span })
