import type { MaskRule } from '../model/scenario.ts'
import type { Transcript } from '../model/transcript.ts'
import { isOnLane } from '../text/lane-names.ts'
import { compileMask } from '../transcript/masks.ts'
import type { ProposedMask } from '../transcript/propose/proposal.ts'

/** A text of a lane as a transcript with these masks has it; identities are numbered from call to call. */
export function renaming(masks: readonly ProposedMask[]): (text: string, lane: string) => string {
  const compiled = masks.map((mask) => ({ mask, rename: compileMask(ruleOf(mask), () => [])?.rename }))
  const seen = new Map<string, string[]>()
  const put = (name: string, identity?: string): string => {
    if (identity === undefined) return name
    const known = seen.get(name) ?? []
    if (!known.includes(identity)) known.push(identity)
    seen.set(name, known)
    return `${name.slice(0, -1)} ${known.indexOf(identity) + 1}>`
  }
  return (text, lane) =>
    compiled.reduce((now, { mask, rename }) => (isFor(mask, lane) ? (rename?.(now, put) ?? now) : now), text)
}

/** A transcript as it would be if its scenario had these masks. */
export function withMasks(transcript: Transcript, masks: readonly ProposedMask[]): Transcript {
  const rename = renaming(masks)
  return { ...transcript, rows: transcript.rows.map((row) => ({ ...row, text: rename(row.text, row.lane) })) }
}

const isFor = (mask: ProposedMask, lane: string): boolean =>
  !('lane' in mask) || mask.lane === undefined || isOnLane(lane, mask.lane)

const nowhere = { file: '', start: 0, end: 0 }

function ruleOf(mask: ProposedMask): MaskRule {
  if ('builtin' in mask) return { match: mask, as: `<${mask.builtin}>`, span: nowhere }
  const template = { parts: [mask.match], span: nowhere }
  return { match: { kind: 'regex', template, flags: '', span: nowhere }, as: mask.as, span: nowhere }
}
