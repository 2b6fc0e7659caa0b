import fs from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { ciShell, copied, newFolder, type Job } from './ci-shell.ts'

interface GitlabJob {
  readonly needs: readonly string[]
  readonly parallel?: number
  readonly when?: 'always'
  readonly variables?: Readonly<Record<string, string>>
  readonly cache?: { readonly key: string; readonly paths: readonly string[]; readonly policy: 'pull' | 'push' }
  readonly script: readonly string[]
  readonly artifacts: {
    readonly paths: readonly string[]
    readonly when?: 'always'
    readonly reports?: { readonly junit: string }
  }
}

/** Runs a pipeline as GitLab does, as far as its jobs need it. The jobs by their names, with their index. */
export async function runPipeline(
  text: string,
  { project, main, cache }: { project: string; main: string; cache: string },
): Promise<ReadonlyMap<string, Job>> {
  const jobs = parse(text) as Readonly<Record<string, GitlabJob>>
  const shell = ciShell(main)
  const done = new Map<string, Job>()
  const artifacts = new Map<string, string>()
  for (const [name, job] of Object.entries(jobs)) {
    artifacts.set(name, newFolder())
    const kept = artifacts.get(name) as string
    for (let index = 1; index <= (job.parallel ?? 1); index += 1) {
      const folder = path.join(newFolder(), 'work')
      fs.mkdirSync(folder)
      if (job.variables?.['GIT_STRATEGY'] !== 'none') copied(project, folder)
      for (const needed of job.needs) copied(artifacts.get(needed) as string, folder)
      if (job.cache?.policy === 'pull')
        for (const each of job.cache.paths) copied(path.join(cache, each), path.join(folder, each))
      const shard: Record<string, string> =
        job.parallel === undefined ? {} : { CI_NODE_INDEX: `${index}`, CI_NODE_TOTAL: `${job.parallel}` }
      const ran = await shell(folder, job.script.join('\n'), { GITLAB_CI: 'true', ...shard })
      done.set(job.parallel === undefined ? name : `${name} ${index}`, ran)
      if (job.cache?.policy === 'push')
        for (const each of job.cache.paths) copied(path.join(folder, each), path.join(cache, each))
      if (ran.code === 0 || job.artifacts.when === 'always') keep(folder, kept, job.artifacts.paths)
    }
  }
  return done
}

/** Folders, files, and one kind of glob: `shards/*.jsonl`. */
function keep(folder: string, kept: string, paths: readonly string[]): void {
  for (const each of paths) {
    const [, parent, extension] = /^(.*)\/\*(\.\w+)$/.exec(each) ?? []
    const found =
      parent === undefined || extension === undefined
        ? [each]
        : fs
            .readdirSync(path.join(folder, parent))
            .filter((name) => name.endsWith(extension))
            .map((name) => `${parent}/${name}`)
    for (const name of found) copied(path.join(folder, name), path.join(kept, name))
  }
}
