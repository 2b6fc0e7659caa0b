import { constants } from 'node:os'
import { defineMatcher, parseRegex } from '../../../src/plugin.ts'
import { compilePattern, patternOf, scalar, shownOf, type WrittenPattern } from '../patterns/pattern.ts'

const isSignal = (name: string): boolean => Object.hasOwn(constants.signals, name)

/** An end has a code or a signal; anything else never comes. */
function canCome(wanted: WrittenPattern): boolean {
  const text = shownOf(wanted)
  return /^\d+$/.test(text) || isSignal(text) || (wanted === text && parseRegex(text) !== undefined)
}

/** `sigterm` and `TERM` are meant for SIGTERM. */
function likely(written: string): string {
  const name = `SIG${written.toUpperCase().replace(/^SIG/, '')}`
  return isSignal(name) ? `; did you mean ${name}?` : ''
}

export const exit = defineMatcher({
  about: "the program's end, by its exit code or by the signal that killed it",
  on: 'event',
  wanted: scalar()
    .refine((written) => canCome(patternOf(written)), {
      error: ({ input }) => `expected an exit code or the name of a signal${likely(String(input))}`,
    })
    .meta({ examples: [0, 1, 'SIGINT', 'SIGTERM', 'SIGKILL'] }),
  compile(wanted) {
    const { test } = compilePattern(patternOf(wanted), { whole: true })
    return {
      on: 'event',
      shown: `exit ${shownOf(patternOf(wanted))}`,
      outOfBand: true,
      test({ name, code, signal }) {
        const how = signal ?? code
        return name === 'exit' && how !== undefined ? test(String(how)) : undefined
      },
    }
  },
})
