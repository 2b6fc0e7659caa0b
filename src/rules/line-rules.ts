import type { Lane } from '../model/actor.ts'
import type { Talk } from '../net/behaviour.ts'
import type { WrittenRule } from './written.ts'
import { remarks, rulesFor } from './rule-set.ts'
import { streamRules, type ByRules } from './stream-rules.ts'

/** Bytes both ways that neither connect nor end, such as those of a serial line. */
export interface Line {
  /** Nothing can be sent any more. */
  readonly ending: boolean
  write(bytes: Uint8Array): void
}

/** A stream of bytes without connections that answers by rules; without rules all goes to the lane as it comes. */
export function lineRules(written: readonly WrittenRule[] | undefined, lane: Lane, line: Line) {
  const set = written === undefined ? undefined : rulesFor(written, lane)
  const ruled: ByRules = set === undefined ? {} : streamRules(set, lane, true)
  const talk = talkOver(line, lane)
  return {
    received(chunk: Buffer): void {
      if (ruled.received === undefined) lane.receive(chunk)
      else ruled.received(chunk, talk)
    },
    /** No more comes. */
    over(): void {
      ruled.receivedAll?.(talk)
      ruled.gone?.()
    },
    dueIn: (): number | undefined => ruled.dueIn?.(),
    remark: (): string | undefined => remarks(ruled.remark?.(), set?.remark()),
  }
}

function talkOver(line: Line, lane: Lane): Talk {
  return {
    lane,
    get ending() {
      return line.ending
    },
    closing: false,
    receive: (bytes, ignored) => lane.receive(bytes, ignored === true ? { ignored } : {}),
    encode: (bytes) => bytes,
    write(bytes) {
      line.write(bytes)
      return true
    },
    hold: () => undefined,
    endAlong: () => undefined,
    resetAlong: () => undefined,
  }
}
