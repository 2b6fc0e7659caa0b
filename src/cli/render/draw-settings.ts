import type { DrawOptions, Format } from '../../model/format.ts'
import type { Problem } from '../../model/problem.ts'
import type { Registry } from '../../model/registry.ts'
import type { Choice } from '../../pipeline/open-to-draw.ts'
import { didYouMean } from '../../text/suggest.ts'
import { choiceOf, drawOptionsOf, type ChoiceFlags, type PictureFlags } from './draw-options.ts'

/** How conversations are drawn: in which format, with which options, and which part of them. */
export interface DrawSettings {
  /** The name of the format. */
  readonly name: string
  readonly format: Format
  readonly options: DrawOptions
  readonly choice: Choice
  /** Beside the whole a file for each lane. */
  readonly eachLane: boolean
}

type SettingFlags = PictureFlags &
  ChoiceFlags & { readonly to?: string | undefined; readonly 'each-lane'?: boolean | undefined }

/** The settings that flags of the command line or of a block ask for; or which of them is wrong. */
export function drawSettingsOf(
  flags: SettingFlags,
  formats: Registry['formats'],
): DrawSettings | { readonly problem: Problem } {
  const named = formatNamed(flags.to, formats)
  if ('problem' in named) return named
  const drawing = drawOptionsOf(flags)
  if ('problem' in drawing) return drawing
  const choosing = choiceOf(flags)
  if ('problem' in choosing) return choosing
  return { ...named, options: drawing.options, choice: choosing.choice, eachLane: flags['each-lane'] === true }
}

/** The format of this name, or the default one. */
function formatNamed(
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
