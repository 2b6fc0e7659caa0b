import type { Span } from './span.ts'

/** Every code a problem can have, by the parts of docs/problems.md, which has a section for each: `scenario explain CODE` prints it. */
export const codesByGroup = {
  'reading a file': [
    'file-not-found',
    'not-a-file',
    'file-too-large',
    'not-utf8',
    'empty-file',
    'yaml-syntax',
    'duplicate-key',
    'too-many-aliases',
    'quote-it',
  ],
  'the shape of a scenario': [
    'not-a-scenario',
    'unknown-key',
    'missing-key',
    'wrong-type',
    'invalid-value',
    'one-key-map',
    'missing-text',
  ],
  names: [
    'unknown-kind',
    'unknown-actor',
    'unknown-verb',
    'unknown-matcher',
    'unknown-event',
    'unknown-framing',
    'unknown-variable',
    'unknown-fact',
    'unknown-mask',
    'unknown-connection',
    'duplicate-name',
  ],
  meaning: [
    'invalid-regex',
    'regex-never-matches',
    'not-started',
    'never-started',
    'already-started',
    'wrong-verb',
    'ambiguous-connection',
    'cyclic-include',
    'cyclic-variable',
    'never-runs',
    'same-transcript',
    'path-too-long',
    'echo-of-itself',
    'nothing-to-do',
    'exit-not-expected',
  ],
  configuration: ['broken-config', 'unknown-project'],
  plugins: ['unknown-plugin', 'broken-plugin', 'plugin-clash', 'plugin-error', 'worker-lost'],
  'the environment': [
    'port-in-use',
    'path-in-use',
    'cannot-write',
    'cannot-read',
    'address-unavailable',
    'not-permitted',
    'cannot-start',
  ],
  'the run': [
    'expectation-not-met',
    'expectation-impossible',
    'expectation-violated',
    'forbidden-line',
    'regex-too-slow',
    'no-rule-fits',
    'not-ready',
    'not-connected',
    'not-quiet',
    'step-timeout',
    'scenario-timeout',
    'check-failed',
    'step-failed',
    'unexpected-end',
    'unexpected-reset',
    'unexpected-error',
    'unexpected-exit',
    'unexpected-connection',
    'unmatched-output',
    'pause-not-reached',
    'unexpected-pass',
    'did-not-stop',
    'left-behind',
    'never-idle',
    'run-failed',
    'interrupted',
  ],
  shaking: [
    'fails-when-shaken',
    'fails-when-broken',
    'fails-now-and-then',
    'cannot-be-shaken',
    'not-shaken',
    'unknown-stream',
  ],
  transcripts: [
    'transcript-differs',
    'transcript-missing',
    'transcript-orphan',
    'transcript-unreadable',
    'tail-not-declared',
    'mask-unused',
    'recording-unreadable',
  ],
  'blocks in documents': ['block-invalid', 'block-stale'],
  'a queue': ['package-missing', 'queue-unreachable', 'queue-lost', 'no-worker', 'checkout-differs', 'recording-left'],
  'selection and usage': [
    'nothing-selected',
    'nothing-changed',
    'changes-unknown',
    'skipped',
    'shard-empty',
    'shard-missing',
    'shard-duplicate',
    'shard-mismatch',
    'timings-unreadable',
    'blob-unreadable',
    'usage',
    'internal-error',
  ],
} as const

export type ProblemCode = (typeof codesByGroup)[keyof typeof codesByGroup][number]

export const problemCodes: readonly ProblemCode[] = Object.values(codesByGroup).flat()

/** Mistakes in the shape of a file, which an editor with the schema of the language marks, every one of them. */
export const codesOfShape: readonly Problem['code'][] = [
  'empty-file',
  'not-a-scenario',
  'unknown-key',
  'missing-key',
  'wrong-type',
  'one-key-map',
  'missing-text',
  'unknown-kind',
  'unknown-verb',
  'unknown-matcher',
  'unknown-framing',
] satisfies readonly ProblemCode[]

/** A code that a plugin brings, with its page (`problems`). */
export type PluginCode = string & Record<never, never>

/** A problem is data: found in one place, made pretty in another (report/excerpt.ts). */
export interface Problem {
  readonly code: ProblemCode | PluginCode
  /** One sentence, no full stop, naming what the author wrote in “quotes” where that helps. */
  readonly message: string
  /** Where it is; absent only when there is no file to point at. */
  readonly span?: Span
  /** What to do about it: one sentence. */
  readonly hint?: string
  /** A warning is printed and does not refuse the scenario. */
  readonly severity?: 'error' | 'warning'
  /** The step of the including file, for a problem inside an included one. */
  readonly includedFrom?: Span
}
