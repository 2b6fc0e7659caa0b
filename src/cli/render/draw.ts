import type { DrawnFile, DrawOptions, Format } from '../../model/format.ts'
import type { Problem } from '../../model/problem.ts'
import type { Registry } from '../../model/registry.ts'
import type { Source } from '../../model/span.ts'
import { chosen, lanesOf, openToDraw, type Choice, type ToDraw } from '../../pipeline/open-to-draw.ts'
import { isProblemError } from '../../run/guard/plugin-error.ts'
import { inFileName } from '../../text/file-name.ts'
import { didYouMean } from '../../text/suggest.ts'
import type { Shell } from '../shell.ts'
import { toolsFor } from '../tools.ts'
import { filesOf } from './places.ts'
import { sourcesOf } from './sources.ts'

/** A format by its name, and what it draws with. */
export interface Pen {
  readonly name: string
  readonly format: Format
  readonly options: DrawOptions
  readonly choice: Choice
  /** Beside the whole a file for each lane. */
  readonly eachLane: boolean
}

/** The format of this name, or the default one. */
export function formatNamed(
  to: string | undefined,
  formats: Registry['formats'],
): { readonly name: string; readonly format: Format } | { readonly problem: Problem } {
  const name = to ?? [...formats.values()].find(({ value }) => value.default === true)?.name ?? ''
  const format = formats.get(name)?.value
  if (format !== undefined) return { name, format }
  const hint = didYouMean(name, formats.keys(), 'there are')
  return {
    problem: { code: 'usage', message: `there is no format “${name}”`, ...(hint === undefined ? {} : { hint }) },
  }
}

/** Why nothing is drawn; `code` is the exit code, and `ofAll` says that no other conversation could be drawn either. */
export interface NotDrawn {
  readonly problems: readonly Problem[]
  readonly sources?: ReadonlyMap<string, Source>
  readonly code: 1 | 2 | 3
  readonly ofAll?: true
}

/** Opens what there is of a conversation; `timed` says that its recording is wanted. */
export async function openSubject(
  { file, recording }: { readonly file: string; readonly recording?: string },
  { timed }: { readonly timed: boolean },
  shell: Shell,
): Promise<ToDraw | NotDrawn> {
  const { files, shown } = toolsFor(shell)
  const found = { file, ...(recording === undefined ? {} : { recording }) }
  const opened = await openToDraw(found, { files, shown }, { timed })
  if (!('problem' in opened)) return opened
  const { problem, text } = opened
  const sources = new Map(text === undefined ? [] : [[file, { file, shown: shown(file), text }]])
  return { problems: [problem], sources, code: 2 }
}

/** Draws the part of a conversation that was chosen; nothing is written. */
export async function drawWith(
  pen: Pen,
  { replay: whole }: ToDraw,
  shell: Shell,
): Promise<readonly DrawnFile[] | NotDrawn> {
  const part = chosen(whole, pen.choice)
  if ('problem' in part) return { problems: [part.problem], code: 2 }
  const { replay } = part
  // A recording says how its scenario was shown, from the folder in which it ran.
  const scenario = toolsFor(shell).absolute(whole.transcript.source)
  const sources: DrawOptions['sources'] = () => sourcesOf(scenario, shell)
  try {
    const drawn: DrawnFile[] = []
    for (const { suffix, choice } of [{ suffix: '', choice: {} }, ...(pen.eachLane ? eachLane(replay) : [])]) {
      const one = chosen(replay, choice)
      if ('problem' in one) return { problems: [one.problem], code: 2 }
      const written = await pen.format.write(one.replay.transcript, { ...pen.options, replay: one.replay, sources })
      for (const file of filesOf(written)) drawn.push({ ...file, suffix: suffix + file.suffix })
    }
    return drawn
  } catch (error) {
    return notDrawn(error, pen.name)
  }
}

const eachLane = ({ transcript }: ToDraw['replay']) =>
  lanesOf(transcript).map(({ lane }) => ({ suffix: `.${inFileName(lane)}`, choice: { lanes: [lane] } }))

/** A format that lacks something says so with a problem; anything else is its own mistake. */
function notDrawn(error: unknown, name: string): NotDrawn {
  if (isProblemError(error)) return { problems: [error.problem], code: 2, ofAll: true }
  const message = `the format “${name}” threw: ${error instanceof Error ? error.message : String(error)}`
  return { problems: [{ code: 'plugin-error', message }], code: 3, ofAll: true }
}
