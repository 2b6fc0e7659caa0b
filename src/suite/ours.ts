import { readBegin } from '../disk/read-regular.ts'
import { looksLikeTranscript } from '../transcript/read.ts'

/** Bytes in which the header's second line stands, however long the title is. */
const header = 64 * 1024

/** True for a file that we wrote as a transcript, by its header: nothing else is ours to remove or to accept. */
export function isOurs(file: string): boolean {
  try {
    return looksLikeTranscript(readBegin(file, header).toString('utf8'))
  } catch {
    return false
  }
}
