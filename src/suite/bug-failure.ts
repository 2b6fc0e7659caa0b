import type { Failure } from '../model/result.ts'

/** An exception of ours as the failure of the scenario that ran. */
export function bugFailure(thrown: unknown): Failure {
  const text = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
  return {
    code: 'internal-error',
    broken: true,
    // Messages are of one line, and so is the way to where it was thrown.
    message: text.replace(/\n\s*(?=at )/g, ' '),
    hint: 'this is a bug in scenario; please report it with the scenario and this text',
  }
}
