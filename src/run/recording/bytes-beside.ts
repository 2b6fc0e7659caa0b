import { closeSync, fstatSync, writeSync } from 'node:fs'
import { openNew, removeOld, writeWhole } from '../../disk/write-whole.ts'
import { contentOf } from './content-of.ts'

/** The file beside a recording that has what came in large pieces. */
export const besideRecording = (recording: string): string => `${recording}.bytes`

/** Fewer bytes stand in the recording itself. */
const least = 16 * 1024
export const isLarge = (bytes: Uint8Array): boolean => bytes.byteLength >= least

/**
 * Large pieces of bytes as they are, in a file beside the recording: as a text they would take as long as all else that is done with
 * them. The file is made for the first of them.
 */
export class BytesBeside {
  readonly #file: string
  readonly #mode: number
  #descriptor: number | undefined
  #size = 0
  /** There can be no such file, as beside a pipe. */
  #refused = false

  constructor(recording: string, mode: number) {
    this.#file = besideRecording(recording)
    this.#mode = mode
  }

  /** The one of an earlier run belongs to no recording any more. */
  begin(): void {
    removeOld(this.#file)
  }

  /** Where these bytes now stand in the file; undefined when they belong into the recording. Throws the system's error. */
  add(bytes: Uint8Array, recording: number | undefined): number | undefined {
    if (this.#refused || recording === undefined) return undefined
    const descriptor = (this.#descriptor ??= this.#open(recording))
    if (descriptor === undefined) return undefined
    const from = this.#size
    // The system may take less than all of it, as when the disk is nearly full.
    for (let done = 0; done < bytes.byteLength;) done += writeSync(descriptor, bytes, done)
    this.#size += bytes.byteLength
    return from
  }

  #open(recording: number): number | undefined {
    try {
      if (fstatSync(recording).isFile()) return openNew(this.#file, this.#mode)
    } catch {
      // Its name may be too long, or a folder of that name be there.
    }
    this.#refused = true
    return undefined
  }

  /** Another run has replaced the file, or, when `replaced`, the recording, and this one takes its place back. Throws the system's error. */
  finish(replaced: boolean): void {
    const descriptor = this.#descriptor
    this.#descriptor = undefined
    if (descriptor === undefined) {
      if (replaced) removeOld(this.#file)
      return
    }
    try {
      const { nlink, size } = fstatSync(descriptor)
      if (nlink === 0) writeWhole(this.#file, contentOf(descriptor, size), this.#mode)
    } finally {
      closeSync(descriptor)
    }
  }
}
