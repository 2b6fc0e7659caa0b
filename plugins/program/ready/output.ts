import type { Sought } from './conditions.ts'
import type { Pattern } from './pattern.ts'
import type { Found, Watched } from './watch.ts'

/** An unfinished line counts for a regex once it has not changed for so long; before, a number in it may be cut in two. */
const standing = 50
/** Of output without a match, so much is kept to look in. */
const kept = 1 << 20

/** How often a text or regex has come. */
export interface Count {
  seen: number
}

/**
 * Ready when this text has come so many times in the output, or so many lines match this regex; the named groups of the last one become
 * facts. Rejects only for a regex that takes too long.
 */
export function readyByOutput(
  { pattern, stream = 'stdout', times }: Sought,
  watched: Watched,
  count: Count,
): Promise<Found> {
  return new Promise((resolve, reject) => {
    const decoder = new TextDecoder()
    const look = lookFor(pattern, times, count)
    let timer: NodeJS.Timeout | undefined
    let done = false
    const lookAt = (text: string, whole: boolean): void => {
      if (done || watched.signal.aborted) return
      try {
        const found = look(text, whole)
        if (found === undefined) return
        done = true
        resolve(found)
      } catch (error) {
        done = true
        reject(error)
      }
    }
    watched.output(stream, (bytes) => {
      if (done) return
      clearTimeout(timer)
      lookAt(bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true }), bytes === undefined)
      if (!done && !('text' in pattern)) timer = setTimeout(() => setImmediate(() => lookAt('', true)), standing)
    })
  })
}

/** Looks at more output; `whole`: what stands unfinished counts as a line. Answers with facts when it has come often enough. */
type Look = (more: string, whole: boolean) => Found | undefined

const lookFor = (pattern: Pattern, times: number, count: Count): Look =>
  'text' in pattern ? lookForText(pattern.text, times, count) : lookForLines(pattern.regex, times, count)

function lookForText(text: string, times: number, count: Count): Look {
  let unread = ''
  return (more) => {
    unread += more
    for (let at = unread.indexOf(text); at !== -1; at = unread.indexOf(text)) {
      count.seen += 1
      if (count.seen >= times) return {}
      unread = unread.slice(at + Math.max(1, text.length))
    }
    unread = unread.slice(-kept)
    return undefined
  }
}

function lookForLines(regex: Pick<RegExp, 'exec'>, times: number, count: Count): Look {
  let unread = ''
  /** The unfinished line has matched already. */
  let counted = false
  const next = (line: string): Found | undefined => {
    const match = counted ? null : regex.exec(line)
    if (match === null) return undefined
    count.seen += 1
    counted = true
    return count.seen < times ? undefined : groupsOf(match)
  }
  return (more, whole) => {
    unread += more
    const lines = unread.split('\n')
    unread = (lines.pop() as string).slice(-kept)
    for (const line of lines) {
      const found = next(line.endsWith('\r') ? line.slice(0, -1) : line)
      if (found !== undefined) return found
      counted = false
    }
    return whole && unread !== '' ? next(unread) : undefined
  }
}

const groupsOf = ({ groups = {} }: RegExpExecArray): Found =>
  Object.fromEntries(Object.entries(groups).filter(([, value]) => value !== undefined))
