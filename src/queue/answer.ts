import { promisify } from 'node:util'
import zlib from 'node:zlib'
import type { ScenarioResult } from '../model/result.ts'
import { dataFrom, dataText } from '../text/data-text.ts'

/** What a worker answers for one attempt at a scenario. */
export interface Answer {
  readonly result: ScenarioResult
  /** The transcript that its run has recorded or updated. */
  readonly transcript?: Uint8Array
  /** The new one of a run that differs. */
  readonly pending?: Uint8Array
  /** What it leaves in the output folder. */
  readonly files: readonly AnswerFile[]
}

/** A regular file. */
export interface AnswerFile {
  /** From the output folder, with forward slashes. */
  readonly name: string
  readonly mode: number
  readonly bytes: Uint8Array
}

const [gzip, gunzip] = [promisify(zlib.gzip), promisify(zlib.gunzip)]
/** Bytes of an answer as a text: V8 has no longer ones. */
const mostBytes = 500 * 1024 * 1024

/** The answer as compressed bytes. */
export const packed = (answer: Answer): Promise<Buffer> => gzip(dataText(answer), { level: 3 })

/** Undefined for bytes that are no answer. */
export async function unpacked(bytes: Uint8Array): Promise<Answer | undefined> {
  try {
    const text = (await gunzip(bytes, { maxOutputLength: mostBytes })).toString('latin1')
    const answer = dataFrom(text) as Partial<Answer> | null
    const isWhole = typeof answer?.result?.file === 'string' && Array.isArray(answer.files)
    return isWhole ? (answer as Answer) : undefined
  } catch {
    return undefined
  }
}
