import type { Progress, Summary } from '../model/progress.ts'
import { dataFrom, dataText } from '../text/data-text.ts'

/** Of the form of a blob and of the progress in it; a change that readers must know of raises it. */
export const blobVersion = 1

/** What every blob begins with. */
export const blobStart = '{"blob":'

type SuiteBegun = Extract<Progress, { type: 'suite-begun' }>

/** A run as it was reported. */
export interface Blob {
  readonly begun: SuiteBegun
  /** All between the beginning and the end, in order. */
  readonly updates: readonly Progress[]
  readonly summary: Summary
}

/** The whole stream of progress as JSON Lines: a line with the version, and one for each update. */
export async function* writeBlob(progress: AsyncIterable<Progress>): AsyncIterable<string> {
  yield `${dataText({ blob: blobVersion })}\n`
  for await (const update of progress) yield `${dataText(update)}\n`
}

/** A blob from its text, or why it is none. */
export const readBlob = (text: string): Blob | string => readRun(text, wrongHead)

/**
 * A run from lines of which the first says what they are, and each other one is an update, or none where `read` answers undefined; it
 * throws where a line is not to be read. Or why they are no run.
 */
export function readRun(
  text: string,
  wrong: (head: string) => string | undefined,
  read: (line: string) => unknown = dataFrom,
): Blob | string {
  const [head = '', ...lines] = text.split('\n')
  const mistake = wrong(head)
  if (mistake !== undefined) return mistake
  if (lines.pop() !== '') return 'it is cut off'
  const updates: Progress[] = []
  for (const [at, line] of lines.entries()) {
    const update = parsed(line, read)
    if (update === undefined) continue
    if (!isProgress(update)) return `line ${at + 2} cannot be read`
    updates.push(update)
  }
  const [begun, last] = [updates.shift(), updates.pop()]
  if (begun?.type !== 'suite-begun') return 'it has no beginning of a run'
  return last?.type === 'suite-ended' ? { begun, updates, summary: last.summary } : 'it is cut off'
}

function wrongHead(line: string): string | undefined {
  if (!line.startsWith(blobStart)) return 'it is not a blob'
  const { blob } = (parsed(line, dataFrom) ?? {}) as { readonly blob?: unknown }
  if (blob === blobVersion) return undefined
  return `it has version ${String(blob)}, and only version ${blobVersion} can be read`
}

/** Null where it is not to be read. */
function parsed(line: string, read: (line: string) => unknown): unknown {
  try {
    return read(line)
  } catch {
    return null
  }
}

/** As far as code relies on it that reads results without looking further. */
function isProgress(value: unknown): value is Progress {
  if (typeof value !== 'object' || value === null) return false
  const { type, file, result, summary } = value as Readonly<Record<string, unknown>>
  switch (type) {
    case 'suite-begun':
      return true
    case 'scenario-ended':
      return isResult(result)
    case 'suite-ended':
      return typeof summary === 'object' && summary !== null && Array.isArray((summary as Summary).problems)
    default:
      return typeof type === 'string' && typeof file === 'string'
  }
}

function isResult(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const { file, title, problems, warnings, sources } = value as Readonly<Record<string, unknown>>
  const named = typeof file === 'string' && typeof title === 'string'
  return named && Array.isArray(problems) && Array.isArray(warnings) && sources instanceof Map
}
