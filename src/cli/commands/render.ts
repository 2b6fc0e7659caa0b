import { withPlugins } from '../../pipeline.ts'
import type { Common, Values } from '../options.ts'
import type { renderFlags } from '../render-flags.ts'
import { drawSettingsOf, type DrawSettings } from '../render/draw-settings.ts'
import { placesFor } from '../render/places.ts'
import { renderAll } from '../render/render-all.ts'
import { subjectsOf, type Subject } from '../render/subjects.ts'
import { registryWithPlugins } from '../services.ts'
import type { Shell } from '../shell.ts'
import { pluginsFrom, reportProblems, toolsFor } from '../tools.ts'
import type { Problem } from '../../model/problem.ts'

type Args = Common & Values<typeof renderFlags> & { readonly files?: readonly string[] }

/** Draws conversations into files: what there is of them, or a run of them. The exit code is that of docs/cli.md. */
export async function execute(args: Args, shell: Shell): Promise<number> {
  if (args.embed === true) return (await import('../embed/embed.ts')).embed(args, shell)
  const { files = [], check, watch } = args
  if (check === true || watch === true) return reportProblems(shell, args, [needsEmbed(check === true)])
  if (files.length === 0) return reportProblems(shell, args, [nothingNamed])
  const settings = await settingsOf(args, shell)
  if ('code' in settings) return settings.code
  const found = await subjectsOf(files, shell)
  if ('problems' in found) return reportProblems(shell, args, found.problems)
  const { subjects } = found
  const wrong = wrongUse(args, subjects, shell)
  if (wrong !== undefined) return reportProblems(shell, args, [wrong])
  const names = subjects.map(({ name }) => name)
  const placed = placesFor(names, args.out, settings.format.extension, shell)
  if ('problem' in placed) return reportProblems(shell, args, [placed.problem])
  const tasks = subjects.map((subject, at) => ({ subject, place: placed.places[at]! }))
  return renderAll(tasks, settings, { args, run: args.run === true }, shell)
}

const needsEmbed = (isCheck: boolean): Problem => ({
  code: 'usage',
  message: `--${isCheck ? 'check' : 'watch'} needs --embed`,
  hint: 'both are for marked blocks of Markdown files',
})

const nothingNamed: Problem = {
  code: 'usage',
  message: 'nothing to draw is named',
  hint: '“scenario render echo” draws a scenario, “scenario render scenarios/ --out pictures/” all of them',
}

/** How the call draws; an exit code where flags or plugins are wrong, which has been reported. */
async function settingsOf(args: Args, shell: Shell): Promise<DrawSettings | { readonly code: number }> {
  const ready = await registryWithPlugins(shell)
  if ('problems' in ready) return { code: await reportProblems(shell, args, ready.problems, ready.sources) }
  const loaded = await withPlugins(ready.registry, args.plugin ?? [], pluginsFrom(shell))
  if ('problems' in loaded) return { code: await reportProblems(shell, args, loaded.problems) }
  const settings = drawSettingsOf(args, loaded.registry.formats)
  return 'problem' in settings ? { code: await reportProblems(shell, args, [settings.problem]) } : settings
}

/** Flags that say how a scenario runs. */
const ofRuns = ['project', 'matrix', 'var', 'env'] as const

function wrongUse(args: Args, subjects: readonly Subject[], shell: Shell): Problem | undefined {
  const file = subjects.find(({ scenario }) => scenario === undefined)?.file
  if (args.run === true && file !== undefined) {
    const message = `--run runs scenarios, and ${toolsFor(shell).shown(file)} is not a scenario`
    return { code: 'usage', message, hint: 'name the scenario, or leave out --run' }
  }
  const given = ofRuns.find((name) => name !== 'project' && args[name] !== undefined)
  const runs = args.run === true || subjects.some(({ missing }) => missing?.run === true)
  if (given === undefined || runs) return undefined
  const message = `--${given} says how scenarios run, and nothing runs: there is a transcript or a recording to draw`
  return { code: 'usage', message, hint: 'add --run to draw a run' }
}
