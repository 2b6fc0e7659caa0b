import type { Problem } from '../../src/model/problem.ts'

/** Seen where a pattern or a range can say it: a port of 70000, not a certificate without its key. */
export const partly: readonly Problem['code'][] = ['invalid-value', 'nothing-to-do']

/** The file is no YAML (or not what its author means), so that no validator is asked: the editor’s own reader marks it, or not. */
export const unreadable: readonly Problem['code'][] = ['yaml-syntax', 'duplicate-key', 'quote-it']

/** What JSON Schema cannot see: it has no names, no order, no variables and no other files. `scenario check` does. */
export const unseen: readonly Problem['code'][] = [
  'ambiguous-connection',
  'already-started',
  'broken-plugin',
  'cyclic-include',
  'cyclic-variable',
  'duplicate-name',
  'exit-not-expected',
  'file-not-found',
  'invalid-regex',
  'never-runs',
  'never-started',
  'not-started',
  'path-in-use',
  'path-too-long',
  'port-in-use',
  'regex-never-matches',
  'unknown-actor',
  'unknown-connection',
  'unknown-event',
  'unknown-fact',
  'unknown-mask',
  'unknown-plugin',
  'unknown-variable',
  'wrong-verb',
]
