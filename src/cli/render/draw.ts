import type { DrawnFile, DrawOptions } from '../../model/format.ts'
import type { Problem } from '../../model/problem.ts'
import type { Source } from '../../model/span.ts'
import { chosen, lanesOf, openToDraw, type ToDraw } from '../../pipeline/open-to-draw.ts'
import { isProblemError } from '../../run/guard/plugin-error.ts'
import { differentInFileName } from '../../text/file-name.ts'
import type { Shell } from '../shell.ts'
import { toolsFor } from '../tools.ts'
import type { DrawSettings } from './draw-settings.ts'
import { filesOf } from './places.ts'
import { sourcesOf } from './sources.ts'

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
  settings: DrawSettings,
  { replay: whole }: ToDraw,
  shell: Shell,
): Promise<readonly DrawnFile[] | NotDrawn> {
  const part = chosen(whole, settings.choice)
  if ('problem' in part) return { problems: [part.problem], code: 2 }
  const { replay } = part
  // A recording says how its scenario was shown, from the folder in which it ran.
  const scenario = toolsFor(shell).absolute(whole.transcript.source)
  const sources: DrawOptions['sources'] = () => sourcesOf(scenario, shell)
  try {
    const drawn: DrawnFile[] = []
    for (const { suffix, choice } of [{ suffix: '', choice: {} }, ...(settings.eachLane ? eachLane(replay) : [])]) {
      const one = chosen(replay, choice)
      if ('problem' in one) return { problems: [one.problem], code: 2 }
      const written = await settings.format.write(one.replay.transcript, {
        ...settings.options,
        replay: one.replay,
        sources,
      })
      for (const file of filesOf(written)) drawn.push({ ...file, suffix: suffix + file.suffix })
    }
    return drawn
  } catch (error) {
    return notDrawn(error, settings.name)
  }
}

function eachLane({ transcript }: ToDraw['replay']) {
  const lanes = lanesOf(transcript).map(({ lane }) => lane)
  const names = differentInFileName(lanes)
  return lanes.map((lane, at) => ({ suffix: `.${names[at]}`, choice: { lanes: [lane] } }))
}

/** A format that lacks something says so with a problem; anything else is its own mistake. */
function notDrawn(error: unknown, name: string): NotDrawn {
  if (isProblemError(error)) return { problems: [error.problem], code: 2, ofAll: true }
  const message = `the format “${name}” threw: ${error instanceof Error ? error.message : String(error)}`
  return { problems: [{ code: 'plugin-error', message }], code: 3, ofAll: true }
}
