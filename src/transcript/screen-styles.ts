import type { Row, Transcript } from '../model/transcript.ts'

/**
 * A transcript with the looks of its screens, which only a recording has: taken lane by lane where both have the same rows of screens.
 * Where the last run has shown others, a lane stays without.
 */
export function withScreenStyles(transcript: Transcript, recorded: Transcript): Transcript {
  const looks = screenRows(recorded)
  const agreeing = new Map(
    [...screenRows(transcript)].flatMap(([lane, rows]) => {
      const others = looks.get(lane) ?? []
      const same = rows.length === others.length && rows.every(({ text }, index) => text === others[index]?.text)
      return same ? [[lane, others.values()] as const] : []
    }),
  )
  if (agreeing.size === 0) return transcript
  const rows = transcript.rows.map((row) => {
    const styles = row.mark === '=' ? agreeing.get(row.lane)?.next().value?.styles : undefined
    return styles === undefined ? row : { ...row, styles }
  })
  return { ...transcript, rows }
}

function screenRows({ rows }: Transcript): Map<string, Row[]> {
  const lanes = new Map<string, Row[]>()
  for (const row of rows) {
    if (row.mark !== '=') continue
    const lane = lanes.get(row.lane)
    if (lane === undefined) lanes.set(row.lane, [row])
    else lane.push(row)
  }
  return lanes
}
