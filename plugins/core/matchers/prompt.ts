import { Buffer } from 'node:buffer'
import { defineMatcher, encodeText, type Captures, type CompiledBytes } from '../../../src/plugin.ts'
import { compilePattern, pattern } from '../patterns/pattern.ts'
import { fitsOf } from '../patterns/fits.ts'
import { shortestBeginning } from '../patterns/shortest-beginning.ts'

const lineFeed = 0x0a

/** `{ prompt: "login: " }`: the shortest beginning of a line, ended or not, that ends with this; just that is taken. */
export const prompt = defineMatcher({
  about:
    'the shortest beginning of a line, ended or not, that ends with this text or matches this regex; the rest stays unread',
  on: 'bytes',
  wanted: pattern()
    .refine(
      (written) => written !== '' && (typeof written === 'string' || written.text !== ''),
      'a prompt is not empty',
    )
    .meta({ examples: ['login: '] }),
  compile(wanted) {
    const { literal, regex, shown } = compilePattern(wanted, { whole: false })
    const find = regex === undefined ? endOfText(encodeText(literal ?? '')) : endOfMatch(regex)
    const miss = regex === undefined ? { near: literal ?? '' } : { fits: fitsOf(regex) }
    return { on: 'bytes', shown: `the prompt ${shown}`, shows: 'text', passesLines: true, ...miss, take: taking(find) }
  },
})

interface Found {
  /** Behind the prompt's last byte. */
  readonly end: number
  readonly captures?: Captures
}
/** Finds the prompt that ends first behind `scanned`. */
type Find = (unread: Buffer, scanned: number, ended: boolean) => Found | undefined

function taking(find: Find): CompiledBytes['take'] {
  return (bytes, scanned, ended) => {
    const unread = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const found = find(unread, scanned, ended)
    if (found === undefined) return ended ? 'never' : 'more'
    const skips = found.end < 2 ? 0 : unread.lastIndexOf(lineFeed, found.end - 2) + 1
    return { length: found.end, skips, ...(found.captures === undefined ? {} : { captures: found.captures }) }
  }
}

/** UTF-8 never finds a character inside another, so bytes can be searched as they are. */
function endOfText(text: Buffer): Find {
  return (unread, scanned) => {
    const at = unread.indexOf(text, Math.max(0, scanned - text.length + 1))
    return at < 0 ? undefined : { end: at + text.length }
  }
}

/** Asks each beginning of a line once: those that earlier looks have asked are passed over. */
function endOfMatch(regex: RegExp): Find {
  const find = shortestBeginning(regex)
  return (unread, scanned, ended) => {
    let line = scanned === 0 ? 0 : unread.lastIndexOf(lineFeed, scanned - 1) + 1
    for (;;) {
      const feed = unread.indexOf(lineFeed, line)
      const found = find(
        unread.subarray(line, feed < 0 ? unread.length : feed),
        Math.max(0, scanned - line),
        ended || feed >= 0,
      )
      if (found !== undefined) return { end: line + found.bytes, captures: found.captures }
      if (feed < 0) return undefined
      line = feed + 1
    }
  }
}
