import { fileURLToPath } from 'node:url'

/** Where code from outside stands on the stack, as `file:line:column`. */
export interface Culprit {
  readonly file: string
  readonly place: string
}

/** Frames as V8 writes them: `at name (file:///a.mjs:1:2)` or `at /a.cjs:1:2`. A name without a folder is our own bundle. */
const frame = /^\s+at (?:async )?(?:.*? \()?((?:file:\/\/|\/|[A-Za-z]:\\).*?):(\d+):(\d+)\)?$/
/** A frame of evaluated text also has the place of the code that evaluated it. */
const evaluated = /<anonymous>:\d+:\d+\)?$/

/**
 * The innermost place of code from outside on this stack; a library that it uses is passed over for the code that uses it.
 * Undefined when nothing on the stack is from outside `ours`: then it is not a plugin that blocks the run.
 */
export function culpritOn(stack: string, ours: string): Culprit | undefined {
  const found: Culprit[] = []
  for (const line of stack.split('\n')) {
    const [, where = '', row = '', column = ''] = frame.exec(line) ?? []
    if (where === '' || evaluated.test(line)) continue
    const file = where.startsWith('file://') ? fileURLToPath(where) : where
    if (!file.startsWith(ours)) found.push({ file, place: `${file}:${row}:${column}` })
  }
  return found.find(({ file }) => !/[\\/]node_modules[\\/]/.test(file)) ?? found[0]
}
