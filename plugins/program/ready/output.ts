import type { Pattern } from './pattern.ts'
import type { Found, Watched } from './watch.ts'

/** An unfinished line counts for a regex once it has not changed for so long; before, a number in it may be cut in two. */
const standing = 50
/** Of output without a match, so much is kept to look in. */
const kept = 1 << 20

/** Ready when this text stands in the output, or a line matches this regex; its named groups become facts. Rejects only for a regex that takes too long. */
export function readyByOutput(
  pattern: Pattern,
  stream: 'stdout' | 'stderr',
  watched: Watched,
): Promise<Found | undefined> {
  return new Promise((resolve, reject) => {
    const decoder = new TextDecoder()
    let unread = ''
    let timer: NodeJS.Timeout | undefined
    let done = false
    const settle = (found: Found | undefined): void => {
      done = true
      clearTimeout(timer)
      resolve(found)
    }
    const look = (whole: boolean): boolean => {
      try {
        return found(whole)
      } catch (error) {
        done = true
        reject(error)
        return true
      }
    }
    const found = (whole: boolean): boolean => {
      const end = whole ? unread.length : unread.lastIndexOf('\n') + 1
      const found =
        'text' in pattern
          ? unread.includes(pattern.text)
            ? {}
            : undefined
          : matchLines(pattern.regex, unread.slice(0, end))
      if (found !== undefined) settle(found)
      else unread = 'text' in pattern ? unread.slice(-kept) : unread.slice(end)
      return found !== undefined
    }
    watched.signal.addEventListener('abort', () => !done && settle(undefined), { once: true })
    watched.output(stream, (bytes) => {
      if (done) return
      clearTimeout(timer)
      unread += bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true })
      if (look(bytes === undefined)) return
      if (!('text' in pattern) && unread !== '')
        timer = setTimeout(() => setImmediate(() => !done && unread !== '' && standsStill(look)), standing)
    })
    if (watched.signal.aborted) settle(undefined)
  })
}

const standsStill = (look: (whole: boolean) => boolean): void => void look(true)

function matchLines(regex: Pick<RegExp, 'exec'>, text: string): Found | undefined {
  for (const line of text.split(/\r?\n/)) {
    const match = regex.exec(line)
    if (match !== null)
      return Object.fromEntries(Object.entries(match.groups ?? {}).filter(([, value]) => value !== undefined))
  }
  return undefined
}
