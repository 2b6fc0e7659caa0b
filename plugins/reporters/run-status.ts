import type { ScenarioResult, Summary } from '../../src/plugin.ts'

/** The whole run in one word, with the meaning of its exit code. */
export function statusOf({ exitCode }: Summary): string {
  const words: Readonly<Record<number, string>> = {
    0: 'passed',
    1: 'failed',
    2: 'invalid',
    3: 'broken',
    70: 'internal-error',
    130: 'interrupted',
  }
  return words[exitCode] ?? 'failed'
}

/** Milliseconds, to a thousandth. */
export const rounded = (milliseconds: number): number => Math.round(milliseconds * 1000) / 1000

/** Whether there is more to say of a scenario than what its last run came to. */
export const wasRunOften = ({ earlier, repeats, shaken }: ScenarioResult): boolean =>
  earlier !== undefined || repeats !== undefined || shaken !== undefined
