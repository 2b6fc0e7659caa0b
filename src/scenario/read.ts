import type { Problem } from '../model/problem.ts'
import type { Document } from '../model/scenario.ts'
import type { Source } from '../model/span.ts'
import { decode } from './reading/bytes.ts'
import { TreeReader } from './reading/tree.ts'

/** Mistakes after which the rest of the file still has the meaning of its author. */
const harmless = new Set<string>(['duplicate-key', 'quote-it'])

/**
 * Reads a file's bytes as YAML with the place of everything in it. Problems instead of a document for whatever cannot be read;
 * a document with its mistakes where nothing is lost by them. Never throws. `source` is absent when the bytes are too many to be
 * shown.
 */
export function readDocument(
  bytes: Uint8Array,
  file: string,
  shown: string,
): { readonly document: Document } | { readonly source?: Source; readonly problems: Problem[] } {
  const decoded = decode(bytes, file)
  if (decoded.text === undefined) return { problems: [decoded.problem] }
  const source = { file, shown, text: decoded.text }
  if (decoded.problem !== undefined) return { source, problems: [decoded.problem] }
  const reader = new TreeReader(source)
  try {
    const root = reader.read()
    const { problems } = reader
    if (root === undefined || problems.some(({ code }) => !harmless.has(code))) return { source, problems }
    return { document: { source, root, ...(problems.length > 0 ? { mistakes: problems } : {}) } }
  } catch (error) {
    // The parser descends by recursion, so that thousands of nested brackets exhaust the stack.
    const deep = error instanceof RangeError
    const message = deep ? 'this is nested too deeply' : 'this is not valid YAML'
    return { source, problems: [{ code: 'yaml-syntax', message, span: { file, start: 0, end: 0 } }] }
  }
}
