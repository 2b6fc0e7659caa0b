import type { Draft } from '../draft.ts'
import type { Played } from '../played.ts'
import { readAsciicast } from './asciicast/read.ts'
import { readExpect } from './expect/read.ts'
import { kindOfFile, type FileKind } from './kind-of-file.ts'
import { readCapture } from './pcap/read.ts'
import type { Wanted } from './pcap/problems.ts'
import { unreadable, type Seen, type Unreadable } from './seen/result.ts'
import { scriptFiles, type Beside } from './script/find-parts.ts'
import { readScript } from './script/read.ts'

/** A file that is read in chunks or whole. */
export interface SeenFile {
  /** As problems name it. */
  readonly file: string
  readonly begin: Uint8Array
  chunks(): Iterable<Uint8Array>
  whole(): Uint8Array
  readonly beside: Beside
}

export interface ReadOptions {
  /** The command of the program, where the file does not say it. */
  readonly command?: readonly string[]
  /** The server that is wanted, of a capture. */
  readonly to?: Wanted
  readonly played: Played
}

/** What `record --from` makes a scenario of: an expect script says steps, all others what was seen. */
export type FromFile = Seen | { readonly draft: Draft } | { readonly other: 'recording' | 'session' }

export function readFile(seen: SeenFile, options: ReadOptions): FromFile {
  const { file } = seen
  const kind = kindOfFile(seen.begin)
  if (kind === undefined) return unknownKind(file)
  const readers: Record<FileKind, () => FromFile> = {
    pcap: () => readCapture(seen.chunks(), file, options),
    asciicast: () => readAsciicast(textOf(seen), file, options.command),
    script: () => readLogs(seen, options.command),
    expect: () => readExpect(textOf(seen), file),
    recording: () => ({ other: 'recording' }),
    session: () => ({ other: 'session' }),
    compressed: () =>
      unreadable(file, 'the file is compressed', { hint: 'decompress it first, with gunzip or unzstd' }),
  }
  return readers[kind]()
}

function readLogs(seen: SeenFile, command: readonly string[] | undefined): Seen {
  const files = scriptFiles(seen.whole(), seen.file, seen.beside)
  return 'problem' in files ? files : readScript(files, seen.file, command)
}

const textOf = (seen: SeenFile): string => Buffer.from(seen.whole()).toString('utf8')

const unknownKind = (file: string): Unreadable =>
  unreadable(file, 'this is not a file that a scenario can be made of', {
    hint: 'give a session, an asciicast, a log of script with its timing, a capture (pcap or pcapng), or an expect script',
  })
