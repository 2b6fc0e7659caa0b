import { useRef, useState } from 'preact/hooks'
import { counted } from '../../src/text/counted.ts'
import { printable } from '../../src/text/printable.ts'
import type { RowBytes } from './byte-stream.ts'
import { hexLines } from './hex.ts'
import { durationText } from '../parts/duration.ts'
import { useSize } from '../parts/use-size.ts'

/** Lines, before the reader asks for more and then. */
const short = 12
const long = 4096
/** Pixels that sixteen bytes in a line need. */
const wideEnough = 520

/** The bytes of a chunk, those of the row marked. */
export function HexDump({ bytes: { chunk, start, end }, at }: { readonly bytes: RowBytes; readonly at: number }) {
  const [limit, setLimit] = useState(short)
  const figure = useRef<HTMLElement>(null)
  const { width } = useSize(figure)
  const perLine = width >= wideEnough ? 16 : 8
  const { lines, before, after } = hexLines(chunk.bytes, { start, end }, { perLine, limit })
  const part = end - start < chunk.bytes.length
  const size = counted(chunk.bytes.length, 'byte')
  return (
    <figure class="hex" ref={figure}>
      <figcaption>
        {chunk.lane} {chunk.direction}
        {chunk.stream === undefined ? '' : ` on ${chunk.stream}`}: {size}
        {chunk.times === undefined ? '' : `, ${chunk.times} times`}
        {part && `, of which ${start}–${end - 1} are this row`}
        {chunk.at < at && `, ${durationText(at - chunk.at)} before`}
      </figcaption>
      <p class="chunk-text">
        {textOf(chunk.bytes.subarray(0, start), -1)}
        <span class={part ? 'own' : undefined}>{textOf(chunk.bytes.subarray(start, end), 1)}</span>
        {textOf(chunk.bytes.subarray(end), 1)}
      </p>
      {before > 0 && <p class="left-out">{before} bytes before</p>}
      <pre role="img" aria-label={`Hex dump of ${size}`} tabIndex={0}>
        {lines.map((line) => (
          <span class="hex-line">
            <span class="offset">{line.offset}</span>
            <span class="codes" style={{ width: `${perLine * 3}ch` }}>
              {line.bytes.map(({ hex, marked }) => (
                <span class={marked && part ? 'own' : undefined}>{hex} </span>
              ))}
            </span>
            <span class="characters">
              {line.bytes.map(({ character, marked }) => (
                <span class={marked && part ? 'own' : undefined}>{character}</span>
              ))}
            </span>
          </span>
        ))}
      </pre>
      {after > 0 && <p class="left-out">{after} bytes behind</p>}
      {before + after > 0 && limit === short && (
        <button type="button" onClick={() => setLimit(long)}>
          Show more bytes
        </button>
      )}
    </figure>
  )
}

/** Characters of a chunk that are shown as text. */
const longest = 600
const decoder = new TextDecoder()

/** Bytes as UTF-8, made printable; of many the first (1) or the last (-1). */
function textOf(bytes: Uint8Array, end: 1 | -1): string {
  const cut = bytes.length > longest
  const text = printable(decoder.decode(end === 1 ? bytes.subarray(0, longest) : bytes.subarray(-longest)))
  if (!cut) return text
  return end === 1 ? `${text}…` : `…${text}`
}
