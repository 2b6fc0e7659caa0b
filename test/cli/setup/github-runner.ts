import fs from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { ciShell, copied, newFolder, type Job } from './ci-shell.ts'

/** A step as GitHub's workflow syntax has it. */
export interface Step {
  readonly id?: string
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, string | number | boolean>>
  readonly env?: Readonly<Record<string, string>>
  readonly if?: string
  readonly 'working-directory'?: string
}

interface WorkflowJob {
  readonly needs?: string
  readonly if?: string
  readonly strategy?: { readonly matrix: { readonly shard: readonly number[] } }
  readonly steps: readonly Step[]
}

/** What jobs of one repository share: artifacts of a run by name, the cache of all runs by key, and the job summaries. */
export interface Store {
  readonly artifacts: Map<string, string>
  readonly cache: Map<string, string>
  readonly summaries: string[]
}

/** What `${{ … }}` can name. */
export type Contexts = Readonly<Record<string, string>>

export const newStore = (): Store => ({ artifacts: new Map(), cache: new Map(), summaries: [] })

/** Runs a workflow as GitHub does, as far as its steps need it; anything else throws. The jobs by their names, with their shard. */
export async function runWorkflow(
  text: string,
  { project, main, store, run }: { project: string; main: string; store: Store; run: string },
): Promise<ReadonlyMap<string, Job>> {
  const { jobs } = parse(text) as { jobs: Readonly<Record<string, WorkflowJob>> }
  const done = new Map<string, Job>()
  for (const [name, job] of Object.entries(jobs)) {
    if (job.needs !== undefined && !Object.keys(jobs).slice(0, Object.keys(jobs).indexOf(name)).includes(job.needs))
      throw new Error(`${name} stands before ${job.needs}`)
    const shards = job.strategy?.matrix.shard ?? [undefined]
    for (const shard of shards) {
      const contexts = {
        'github.run_id': run,
        'github.run_attempt': '1',
        ...(shard === undefined ? {} : { 'matrix.shard': `${shard}`, 'strategy.job-total': `${shards.length}` }),
      }
      const folder = path.join(newFolder(), 'work')
      fs.mkdirSync(folder)
      done.set(
        shard === undefined ? name : `${name} ${shard}`,
        await runSteps(job.steps, { folder, project, main, store, contexts }),
      )
    }
  }
  return done
}

export interface Place {
  readonly folder: string
  readonly project: string
  readonly main: string
  readonly store: Store
  readonly contexts: Contexts
  readonly env?: Record<string, string>
}

/** Runs the steps of a job, or of a composite action. */
export async function runSteps(steps: readonly Step[], place: Place): Promise<Job> {
  const shell = ciShell(place.main)
  const summary = path.join(newFolder(), 'summary.md')
  const output = path.join(newFolder(), 'output')
  const contexts: Record<string, string> = { ...place.contexts }
  let [code, out] = [0, '']
  for (const step of steps) {
    if (step.if !== undefined && step.if !== '${{ !cancelled() }}') throw new Error(`not understood: ${step.if}`)
    if (code !== 0 && step.if === undefined) continue
    const filled = filledIn(step, contexts)
    if (filled.uses !== undefined) use(filled, place)
    if (filled.run === undefined) continue
    fs.writeFileSync(output, '')
    const ran = await shell(path.resolve(place.folder, filled['working-directory'] ?? '.'), filled.run, {
      GITHUB_ACTIONS: 'true',
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_OUTPUT: output,
      ...place.env,
      ...filled.env,
    })
    for (const line of fs.readFileSync(output, 'utf8').split('\n').filter(Boolean)) {
      const [key = '', ...value] = line.split('=')
      contexts[`steps.${step.id}.outputs.${key}`] = value.join('=')
    }
    if (ran.code !== 0 && code === 0) code = ran.code
    out += ran.out
  }
  if (fs.existsSync(summary)) place.store.summaries.push(fs.readFileSync(summary, 'utf8'))
  return { code, out, folder: place.folder }
}

/** All expressions in the texts of a step replaced by their values; one without a value throws. */
function filledIn(step: Step, contexts: Contexts): Step {
  const fill = (value: unknown): unknown => {
    if (typeof value === 'string')
      return value.replace(/\$\{\{\s*(.+?)\s*\}\}/g, (_, name: string) => {
        const found = contexts[name]
        if (found === undefined) throw new Error(`no value for ${name}`)
        return found
      })
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, fill(each)]))
  }
  const { if: _, ...rest } = step
  return fill(rest) as Step
}

function use({ uses = '', with: given = {} }: Step, { folder, project, store }: Place): void {
  const text = (key: string): string => String(given[key] ?? '')
  const at = path.resolve(folder, text('path'))
  switch (uses.replace(/@v\d+$/, '')) {
    case 'actions/checkout':
      copied(project, folder)
      return
    case 'actions/setup-node':
      return
    case 'actions/cache/restore': {
      const prefix = text('restore-keys').trim()
      const key = store.cache.has(text('key'))
        ? text('key')
        : [...store.cache.keys()].findLast((one) => one.startsWith(prefix))
      if (key !== undefined) copied(store.cache.get(key) as string, at)
      return
    }
    case 'actions/cache/save':
      copied(at, kept(store.cache, text('key')))
      return
    case 'actions/upload-artifact':
      upload(at, given, store)
      return
    case 'actions/download-artifact':
      // Of a pattern, each has a folder of its own unless they are to be merged.
      for (const name of named(store, text('name'), text('pattern')))
        copied(
          store.artifacts.get(name) as string,
          text('name') === '' && given['merge-multiple'] !== true ? path.join(at, name) : at,
        )
      return
    default:
      throw new Error(`there is no such action here: ${uses}`)
  }
}

function kept(store: Map<string, string>, key: string): string {
  const place = path.join(newFolder(), 'kept')
  store.set(key, place)
  return place
}

/** A file is kept under its name, a folder as what is in it; hidden ones only where that is said. */
function upload(at: string, given: NonNullable<Step['with']>, { artifacts }: Store): void {
  const name = String(given['name'])
  if (/[/\\:*?"<>|]/.test(name)) throw new Error(`not the name of an artifact: ${name}`)
  if (artifacts.has(name) && given['overwrite'] !== true) throw new Error(`${name} is there already`)
  const isHidden = String(given['path'])
    .split('/')
    .some((part) => /^\.[^./]/.test(part))
  if (!fs.existsSync(at) || (isHidden && given['include-hidden-files'] !== true)) {
    if (given['if-no-files-found'] === 'ignore') return
    throw new Error(`nothing to keep at ${at}`)
  }
  const place = kept(artifacts, name)
  copied(at, fs.statSync(at).isDirectory() ? place : path.join(place, path.basename(at)))
}

function named({ artifacts }: Store, name: string, pattern: string): readonly string[] {
  if (name === '') return [...artifacts.keys()].filter((one) => one.startsWith(pattern.replace(/\*$/, '')))
  if (!artifacts.has(name)) throw new Error(`there is no artifact ${name}`)
  return [name]
}
