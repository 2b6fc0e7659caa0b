import { defineMatcher } from '../../../src/plugin.ts'
import { compilePattern, scalar } from '../pattern.ts'

export const exit = defineMatcher({
  about: "the program's end, by its exit code or by the signal that killed it",
  wanted: scalar().meta({ examples: [0, 1, 'SIGINT', 'SIGTERM', 'SIGKILL'] }),
  compile(wanted) {
    const { test } = compilePattern(String(wanted), { whole: true })
    return {
      on: 'event',
      shown: `exit ${String(wanted)}`,
      aside: true,
      test({ name, code, signal }) {
        const how = signal ?? code
        return name === 'exit' && how !== undefined ? test(String(how)) : undefined
      },
    }
  },
})
