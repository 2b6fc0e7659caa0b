import type { Problem } from '../../model/problem.ts'
import { readStretch } from '../../pipeline/open-to-draw.ts'
import { readNamed } from '../../suite/transcript-names.ts'
import { printable } from '../../text/printable.ts'
import { scenariosNamed } from '../projects.ts'
import type { Shell } from '../shell.ts'
import { toolsFor } from '../tools.ts'
import type { BlockValues } from './marker-flags.ts'

type Found = { readonly text: string } | { readonly problem: Problem }

/** The text of the scenario that a block names, or some lines of it, for `--source`. */
export async function sourceFor(name: string, values: BlockValues, shell: Shell): Promise<Found> {
  const { lines } = values
  const other = Object.keys(values).find((flag) => flag !== 'source' && flag !== 'lines')
  if (other !== undefined)
    return invalid(`“--${other}” cannot be used with “--source”`, 'the scenario is shown as it is written')
  const { files, shown } = toolsFor(shell)
  const { found, problems } = await scenariosNamed(readNamed(name).path, shell)
  const [file, second] = new Set(found.map((each) => each.file))
  if (file === undefined)
    return { problem: problems[0] ?? { code: 'file-not-found', message: `there is no scenario “${name}”` } }
  if (second !== undefined)
    return invalid(`“${name}” means several scenarios, and one is wanted`, `such as ${shown(file)}`)
  const read = files.read(file)
  if ('problem' in read) return read
  const text = new TextDecoder().decode(read.bytes)
  return lines === undefined ? { text } : linesIn(text, lines)
}

/** These lines of a text, without the blanks with which all of them begin. */
function linesIn(text: string, written: string): Found {
  const stretch = readStretch(written)
  if (stretch === undefined)
    return invalid(`--lines “${printable(written)}” is not a range`, 'such as 3..7, 3.., ..7 or 3')
  const all = text.trimEnd().split(/\r?\n/)
  const chosen = all.slice(stretch.from - 1, stretch.to)
  if (chosen.length === 0) return invalid(`“--lines” begins behind the end: there are ${all.length} lines`)
  const indents = chosen.flatMap((line) => (line.trim() === '' ? [] : [/^ */.exec(line)![0].length]))
  const least = indents.length === 0 ? 0 : Math.min(...indents)
  return { text: `${chosen.map((line) => line.slice(least)).join('\n')}\n` }
}

const invalid = (message: string, hint?: string) =>
  ({ problem: { code: 'block-invalid', message, ...(hint === undefined ? {} : { hint }) } }) as const
