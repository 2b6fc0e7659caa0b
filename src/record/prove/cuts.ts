import type { Row, Transcript } from '../../model/transcript.ts'
import type { Draft, DraftWanted } from '../draft.ts'
import { byLane } from './differing-rows.ts'
import { mapSteps } from '../map-draft.ts'
import type { Repaired } from './repair.ts'

/**
 * A prompt that also fits a piece of the line before it: that line is waited for first; where there is none, the prompt is all that stood
 * there. `whole` is of a run whose bytes were not cut.
 */
export function promptCutShort(draft: Draft, whole: Transcript, cut: Transcript | undefined): Repaired | undefined {
  const theirs = cut === undefined ? undefined : byLane(cut)
  for (const [lane, rows] of byLane(whole)) {
    const others = theirs?.get(lane) ?? []
    const at = rows.findIndex((row, index) => row.mark !== others[index]?.mark || row.text !== others[index]?.text)
    const prompt = at === -1 ? undefined : rows.slice(at).find(({ mark }) => mark === '~')
    const step = prompt?.step
    if (prompt === undefined || step === undefined || /[<\\]/.test(prompt.text.replace(/\\x20$/, ''))) continue
    const repaired = beforePrompt(draft, lane, step, prompt, rows)
    if (repaired !== undefined) return repaired
  }
  return undefined
}

function beforePrompt(
  draft: Draft,
  lane: string,
  step: number,
  prompt: Row,
  rows: readonly Row[],
): Repaired | undefined {
  const line = rows.slice(0, rows.indexOf(prompt)).findLast((row) => row.mark === '|' && row.step === step)
  const shown = prompt.text.replace(/\\x20$/, ' ')
  let isDone = false
  const next = mapSteps(draft, (each, index) => {
    if (index !== step || each.verb !== 'expect') return [each]
    const of = each.of.map((one) => {
      if (one.target !== lane) return one
      const wanted = one.wanted.flatMap((of): DraftWanted[] => {
        if (isDone || of.matcher !== 'prompt') return [of]
        isDone = true
        return line === undefined || /[<\\]/.test(line.text)
          ? [{ ...of, text: [shown] }]
          : [{ matcher: 'line', text: [line.text] }, of]
      })
      return { ...one, wanted }
    })
    return [{ ...each, of }]
  })
  if (!isDone) return undefined
  const how = line === undefined ? `all of “${shown}” is waited for` : `“${line.text}” is waited for before it`
  return { draft: next, findings: [`${lane}: a piece of a line looked like its prompt when it was cut there: ${how}`] }
}
