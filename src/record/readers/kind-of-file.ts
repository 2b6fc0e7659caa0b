import { isSession } from '../session-file.ts'
import { isPcapngStart, isPcapStart } from './pcap/packets.ts'
import { isTimingStart } from './script/timing.ts'
import { isTypescriptStart } from './script/typescript.ts'

/** What `record --from` reads. A recording is that of a run; a session, what `record` has saved. */
export type FileKind = 'pcap' | 'asciicast' | 'script' | 'expect' | 'recording' | 'session' | 'compressed'

/** How many bytes of a file show its kind. */
export const beginning = 64 * 1024

/** The kind of a file, from its first bytes and never from its name. */
export function kindOfFile(begin: Uint8Array): FileKind | undefined {
  if (isPcapStart(begin) || isPcapngStart(begin)) return 'pcap'
  // The magic numbers of gzip and zstd, in which captures and casts are often kept.
  const magic = Buffer.from(begin.subarray(0, 4)).toString('hex')
  if (magic.startsWith('1f8b') || magic === '28b52ffd') return 'compressed'
  const text = Buffer.from(begin).toString('utf8')
  if (isSession(text)) return 'session'
  if (text.startsWith('{')) return /"recording":\d/.test(text.split('\n', 1)[0] ?? '') ? 'recording' : asciicast(text)
  if (isTypescriptStart(text) || isTimingStart(text)) return 'script'
  return isExpect(text) ? 'expect' : undefined
}

const asciicast = (text: string): FileKind | undefined => (/"version"\s*:/.test(text) ? 'asciicast' : undefined)

/** It says so in its first line, or spawns something. */
const isExpect = (text: string): boolean => /^#!.*\bexpect\b/.test(text) || /^[ \t]*(?:exp_)?spawn\s/m.test(text)
