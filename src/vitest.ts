/** `scenario/vitest`: a folder of scenarios as tests of vitest, each compared with its transcript. */
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { plugins as builtIn } from '../plugins/index.ts'
import { knownBugLine } from '../plugins/reporters/known-bug.ts'
import { environment } from './process-environment.ts'
import { explain } from './library.ts'
import type { Plugin } from './model/plugin.ts'
import type { ScenarioResult } from './model/result.ts'
import { check, outline, registryOf, type Services } from './pipeline.ts'
import { guard } from './kernel/reaper.ts'
import { entryOf } from './suite/entry.ts'
import { filtered, isOpen } from './suite/filter.ts'
import { nodeFiles } from './suite/files.ts'
import { orphanProblem, orphansOf } from './suite/orphans.ts'
import { shownFrom } from './suite/paths.ts'
import { runOne } from './suite/run-one.ts'
import { scenariosBelow } from './suite/walk.ts'
import { printable } from './text/printable.ts'
import { positionOf } from './text/position.ts'

export interface ScenariosOptions {
  /** Only scenarios with one of these tags; `!slow` leaves out. */
  readonly tag?: string | readonly string[]
  /** Only scenarios whose title contains this, or matches this `/regex/`. */
  readonly title?: string
  /** Transcripts are made to agree; `vitest -u` means the same. */
  readonly update?: boolean
  /** As in CI: nothing is written, and a missing transcript fails; set by the variable `CI`. */
  readonly ci?: boolean
  /** Variables, over the scenarios' own. */
  readonly vars?: Readonly<Record<string, string>>
  /** Environment variables of all programs, by name, as `--env` gives them; they win over what scenarios list. */
  readonly programEnv?: Readonly<Record<string, string>>
  /** Plugins besides the built-in ones and those that scenarios name. */
  readonly plugins?: readonly Plugin[]
  /** Where recordings go; `.scenario` in the working directory when absent. */
  readonly out?: string
}

/**
 * Declares a test for each scenario below a folder (a URL, or a path from the working directory), named by its title; called at
 * the top of a test file. A scenario that fails fails its test with its report, at its line; one that is skipped is skipped.
 */
export function scenarios(folder: string | URL, options: ScenariosOptions = {}): void {
  const around = environment()
  const { cwd, env } = around
  const root = path.resolve(cwd, folder instanceof URL ? fileURLToPath(folder) : folder)
  const shown = shownFrom(cwd)
  const services: Services = {
    files: nodeFiles(shown),
    shown,
    builtIn: registryOf(builtIn, options.plugins),
    vars: new Map(Object.entries(options.vars ?? {})),
  }
  const programs = options.programEnv === undefined ? {} : { programEnv: options.programEnv }
  const ci = options.ci ?? !['', '0', 'false'].includes(env['CI'] ?? '')
  const out = path.resolve(cwd, options.out ?? '.scenario')
  const wanted = { tags: [options.tag ?? []].flat(), ...(options.title === undefined ? {} : { title: options.title }) }
  const outlined = scenariosBelow(root).map((file) => ({ file, ...outline(file, services) }))
  const left = filtered(wanted, outlined, (each) => each)
  if ('problem' in left) throw new TypeError(`scenarios(): ${left.problem.message}`)
  const files = left.items

  describe(shown(root), () => {
    if (files.length === 0)
      return test('there are scenarios', () => {
        throw new Error(
          outlined.length === 0
            ? `no scenario is below ${shown(root)}`
            : `none of ${outlined.length} scenarios is wanted`,
        )
      })
    for (const { file, title } of files)
      // A scenario has limits of its own, which explain more than a test that is cut off.
      test(printable(title), { timeout: 0 }, async (context) => {
        const reaper = guard()
        const host = { ...around, ...programs, secrets: [], signal: context.signal, reaper, services, version: '' }
        const update = !ci && (options.update ?? updatesSnapshots())
        try {
          const checked = await check(file, services)
          const result = await runOne(entryOf(root, file), checked, { ci, update, out }, host, () => {}, false)
          if (result.status === 'skipped') context.skip(result.skipped)
          for (const { message } of result.warnings) await context.annotate(printable(message), 'warning')
          if (result.knownBug !== undefined)
            await context.annotate(printable(`known bug: ${knownBugLine(result)}`), 'notice')
          if (result.status !== 'passed') throw await failureOf(result)
        } finally {
          reaper.close()
        }
      })
    if (isOpen(wanted) && path.basename(root) === 'scenarios')
      test('every transcript has its scenario', async (context) => {
        const orphans = orphansOf([root]).map((file) => orphanProblem(shown(file), ci).message)
        if (ci) expect(orphans).toEqual([])
        for (const message of orphans) await context.annotate(message, 'warning')
      })
    return undefined
  })
}

/** True under `vitest -u`; vitest shows it in no other way. */
function updatesSnapshots(): boolean {
  const { snapshotState } = expect.getState() as unknown as {
    readonly snapshotState?: { readonly _updateSnapshot?: unknown }
  }
  return snapshotState?._updateSnapshot === 'all'
}

/** The report as an error, whose stack leads to the line of the scenario. */
async function failureOf(result: ScenarioResult): Promise<Error> {
  const report = (await explain(result)).trimEnd()
  const error = new Error(report)
  const span = result.failure?.span ?? result.problems[0]?.span
  const source = span === undefined ? undefined : result.sources.get(span.file)
  const place = source === undefined || span === undefined ? undefined : positionOf(source.text, span.start)
  error.stack =
    place === undefined || source === undefined
      ? report
      : `Error: ${report}\n    at ${source.file}:${place.line}:${place.column}`
  return error
}
