import { momentsOfNow } from '../transcript/propose/moments.ts'
import type { Draft, DraftPiece, DraftText } from './draft.ts'
import { mapSteps, mapTexts } from './map-draft.ts'

/** Expected texts that name a time or a date of now, in milliseconds since 1970: later they have another one, so any is expected. */
export function expectedOfNow(
  draft: Draft,
  now: number,
): { readonly draft: Draft; readonly findings: readonly string[] } | undefined {
  const findings = new Set<string>()
  const next = mapSteps(draft, (step) => [
    step.verb === 'expect'
      ? mapTexts(step, (text) => withAnyMoment(text, now, (value, name) => findings.add(findingOf(value, name))))
      : step,
  ])
  return findings.size === 0 ? undefined : { draft: next, findings: [...findings] }
}

const findingOf = (value: string, name: string): string => `“${value}” is of now, so any ${name} is expected`

function withAnyMoment(text: DraftText, now: number, onFound: (value: string, name: string) => void): DraftText {
  return text.flatMap((piece): DraftPiece[] => {
    if (typeof piece !== 'string') return [piece]
    const pieces: DraftPiece[] = []
    let from = 0
    for (const { start, end, shape } of momentsOfNow(piece, now)) {
      onFound(piece.slice(start, end), shape.name)
      pieces.push(piece.slice(from, start), { any: shape.source })
      from = end
    }
    return [...pieces, piece.slice(from)].filter((each) => each !== '')
  })
}
