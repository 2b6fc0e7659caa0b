import type { LaneEvent } from '../../model/actor.ts'
import type {
  Captures,
  Compiled,
  CompiledBytes,
  CompiledLine,
  CompiledScreen,
  CompiledSequence,
  Fit,
} from '../../model/matcher.ts'
import type { Span } from '../../model/span.ts'
import { allow } from '../../regex/bounded.ts'
import type { GuardContext } from '../context/run-context.ts'
import { pluginError, reportThrown } from './plugin-error.ts'

/** Where an expectation stands, and what its matcher is called in messages. */
interface Asking {
  readonly context: GuardContext
  readonly who: string
  readonly span: Span
}

/**
 * What a matcher has compiled, behind one wall: what it throws, answers beyond its contract or takes too long for stops the
 * scenario, and the expectation goes on as not met. Undefined when the matcher has compiled nothing that could be looked for.
 */
export function guardCompiled(asking: Asking, compiled: Compiled): Compiled | undefined {
  if (typeof compiled !== 'object' || compiled === null) return undefined
  switch (compiled.on) {
    case 'line':
      return guardLine(asking, compiled)
    case 'bytes':
      return { ...compiled, ...fitting(compiled), take: taking(asking, compiled) }
    case 'event':
      return { ...compiled, test: (event: LaneEvent) => asked(asking, () => compiled.test(event)) }
    case 'sequence':
      return guardSequence(asking, compiled)
    case 'set':
      return { ...compiled, lines: compiled.lines.map((line) => guardLine(asking, line)) }
    case 'choice': {
      const options = compiled.options.map((option) => guardCompiled(asking, option))
      return options.every((option) => option !== undefined) ? { ...compiled, options } : undefined
    }
    case 'silence':
      return compiled
    case 'absence': {
      const unwanted = guardCompiled(asking, compiled.unwanted)
      return unwanted === undefined ? undefined : { ...compiled, unwanted }
    }
    case 'screen':
      return { ...compiled, test: screenTest(asking, compiled) }
    default:
      return undefined
  }
}

function guardSequence(asking: Asking, compiled: CompiledSequence): CompiledSequence {
  const { ignores } = compiled
  return {
    ...compiled,
    lines: compiled.lines.map((line) => guardLine(asking, line)),
    ...(ignores === undefined
      ? {}
      : { ignores: (line) => asked(asking, () => (ignores(line) ? {} : undefined)) !== undefined }),
  }
}

function guardLine(asking: Asking, compiled: CompiledLine): CompiledLine {
  const { context } = asking
  const { differs, fits } = compiled
  const test: CompiledLine['test'] = (line) => {
    allow(context.left)
    try {
      const captures = compiled.test(line)
      if (captures === undefined || isCaptures(captures)) return captures ?? undefined
      return pluginErrors(asking, 'answered a line with neither captures nor undefined')
    } catch (error) {
      reportThrown(context, asking.who, error, { span: asking.span })
      return undefined
    }
  }
  // Most lines are plain texts, and a step in a long repeat has a new one each time.
  if (differs === undefined && fits === undefined) return { ...compiled, test }
  return {
    ...compiled,
    ...(differs === undefined ? {} : { differs: (line: string) => inWords(() => differs(line)) }),
    ...fitting(compiled),
    test,
  }
}

/** A report is not worth a failure of its own. */
function inWords(question: () => readonly string[] | undefined): readonly string[] | undefined {
  try {
    const printed: unknown = question()
    return Array.isArray(printed) ? printed.map(String) : undefined
  } catch {
    return undefined
  }
}

function fitting({ fits }: Pick<CompiledLine, 'fits'>): Pick<CompiledLine, 'fits'> {
  if (fits === undefined) return {}
  return {
    fits(line) {
      try {
        const fit: Partial<Fit> | undefined = fits(line)
        return typeof fit?.share === 'number' && Array.isArray(fit.marked) ? (fit as Fit) : undefined
      } catch {
        return undefined
      }
    },
  }
}

function asked(asking: Asking, question: () => Captures | undefined): Captures | undefined {
  allow(asking.context.left)
  try {
    const captures = question()
    if (captures === undefined || isCaptures(captures)) return captures ?? undefined
    return pluginErrors(asking, 'answered an event with neither captures nor undefined')
  } catch (error) {
    reportThrown(asking.context, asking.who, error, { span: asking.span })
    return undefined
  }
}

function screenTest(asking: Asking, { test }: CompiledScreen): CompiledScreen['test'] {
  return (screen) => {
    allow(asking.context.left)
    try {
      const match = test(screen)
      if (match === undefined || (isCaptures(match.captures) && typeof match.text === 'string')) return match
      return pluginErrors(asking, 'answered a screen with neither a match nor undefined')
    } catch (error) {
      reportThrown(asking.context, asking.who, error, { span: asking.span })
      return undefined
    }
  }
}

function taking(asking: Asking, compiled: CompiledBytes): CompiledBytes['take'] {
  const { context } = asking
  return (bytes, scanned, ended) => {
    allow(context.left)
    try {
      const answer = compiled.take(bytes, scanned, ended)
      if (answer === 'more' || answer === 'never') return answer
      const { length, skips = 0 } = answer
      if (isIndex(length, bytes.byteLength) && isIndex(skips, length)) return answer
      pluginErrors(asking, `took ${String(length)} of ${bytes.byteLength} bytes`)
    } catch (error) {
      reportThrown(context, asking.who, error, { span: asking.span })
    }
    return 'more'
  }
}

/** What a regex answers will do, null too; a promise, a list or a thing of a class would meet every expectation, whatever it holds. */
const isCaptures = (value: unknown): value is Captures | null =>
  typeof value === 'object' && (value === null || isPlain(Object.getPrototypeOf(value)))

const isPlain = (prototype: unknown): boolean => prototype === Object.prototype || prototype === null

const isIndex = (value: unknown, most: number): boolean =>
  Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= most

function pluginErrors({ context, who, span }: Asking, what: string): undefined {
  pluginError(context, `${who} ${what}`, { span })
}
