import type { Source, Span } from '../model/span.ts'

/** Where an error was thrown in this file, by its stack; undefined where the stack does not name the file. */
export function placeInStack(thrown: unknown, { file, text }: Source): Span | undefined {
  const stack = thrown instanceof Error ? (thrown.stack ?? '') : ''
  for (let at = stack.indexOf(file); at !== -1; at = stack.indexOf(file, at + 1)) {
    const [, line, column] = /^:(\d+)(?::(\d+))?/.exec(stack.slice(at + file.length)) ?? []
    if (line === undefined) continue
    const lines = text.split(/(?<=\n)/)
    const written = lines[Number(line) - 1]?.trimEnd()
    if (written === undefined) continue
    const before = lines.slice(0, Number(line) - 1).join('').length
    const from = Math.min(Math.max(Number(column ?? 0) - 1, written.search(/\S|$/)), written.length)
    return { file, start: before + from, end: before + written.length }
  }
  return undefined
}
