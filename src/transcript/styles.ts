import type { Row, Transcript } from '../model/transcript.ts'

const printed: ReadonlySet<string> = new Set(['|', '~', '!'])

/**
 * A transcript with the looks of its screens and of its programs' lines, which only a recording has: taken lane by lane where both have the
 * same rows. Where the last run has shown others, a lane stays without.
 */
export function withStyles(transcript: Transcript, recorded: Transcript): Transcript {
  const looks = styledRows(recorded)
  const agreeing = new Map(
    [...rowsOfKinds(transcript)].flatMap(([kind, rows]) => {
      const others = looks.get(kind) ?? []
      const same = rows.length === others.length && rows.every(({ text }, index) => text === others[index]?.text)
      return same ? [[kind, others.values()] as const] : []
    }),
  )
  if (agreeing.size === 0) return transcript
  const rows = transcript.rows.map((row) => {
    const kind = kindOf(row)
    const styles = kind === undefined ? undefined : agreeing.get(kind)?.next().value?.styles
    return styles === undefined ? row : { ...row, styles }
  })
  return { ...transcript, rows }
}

/** Those of a lane that are compared with each other: its screens, or what it printed. */
const kindOf = ({ lane, mark }: Row): string | undefined =>
  mark === '=' ? `${lane}\n=` : printed.has(mark) ? lane : undefined

/** Without the kinds of which no row has a look. */
const styledRows = (transcript: Transcript): Map<string, Row[]> =>
  new Map([...rowsOfKinds(transcript)].filter(([, rows]) => rows.some(({ styles }) => styles !== undefined)))

function rowsOfKinds({ rows }: Transcript): Map<string, Row[]> {
  const kinds = new Map<string, Row[]>()
  for (const row of rows) {
    const kind = kindOf(row)
    if (kind === undefined) continue
    const found = kinds.get(kind)
    if (found === undefined) kinds.set(kind, [row])
    else found.push(row)
  }
  return kinds
}
