/** The end of what a program said, for the message when it leaves too early. */
export interface LastWords {
  heard(bytes: Uint8Array): void
  /** The line that tells most, or undefined when it said nothing. */
  line(): string | undefined
}

const kept = 4096

/** Keeps the last few kilobytes. Of several lines the one that names an error tells more than the last, which is often a stack's. */
export function lastWords(): LastWords {
  let tail = Buffer.alloc(0)
  return {
    heard(bytes) {
      tail = Buffer.concat([tail, bytes.subarray(-kept)]).subarray(-kept)
    },
    line() {
      const lines = tail
        .toString('utf8')
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== '')
      return lines.find((line) => /^(\S+: )?(\w*Error|\w*Exception|fatal|panic)\b/i.test(line)) ?? lines.at(-1)
    },
  }
}
