import { readTemplate } from '../templates.ts'
import { absent, type Part, type Project } from './parts.ts'

type Where = Pick<Project, 'read' | 'home'>

/** The jobs that run a project's scenarios in CI: one simple job for GitHub, unless the jobs of a CI are asked for. */
export function ciParts(project: Where, ci?: string): Part[] {
  if (ci === 'gitlab') return gitlabParts(project)
  const name = '.github/workflows/scenario.yml'
  const text = (template: string): string => readTemplate(project.home, `ci/${template}.yml`)
  return ci === 'github'
    ? [absent(project, name, text('github'), shards, project.read(name) === text('github') ? undefined : instead)]
    : [absent(project, name, text('one-job'), 'a CI job that runs all scenarios')]
}

const shards = 'jobs that run all scenarios in shards, and one that reports them'
const instead = `remove it first to get ${shards}`

const gitlabFile = '.gitlab-ci.yml'
const gitlabJobs = '.gitlab/scenario.yml'

/** The jobs have a file of their own, since the project's own jobs may stand in `.gitlab-ci.yml` already. */
const gitlabParts = (project: Where): Part[] => [
  absent(project, gitlabJobs, readTemplate(project.home, 'ci/gitlab.yml'), shards),
  gitlabInclude(project),
]

function gitlabInclude({ read }: Where): Part {
  const before = read(gitlabFile)
  const advice = `add “include: [{ local: ${gitlabJobs} }]” to it`
  if (before === undefined)
    return {
      name: gitlabFile,
      text: `include:\n  - local: ${gitlabJobs}\n`,
      how: 'write',
      what: `the jobs of ${gitlabJobs}`,
    }
  if (typeof before === 'object') return { name: gitlabFile, left: before.unreadable, advice }
  return before.includes(gitlabJobs)
    ? { name: gitlabFile, left: `it includes ${gitlabJobs} already` }
    : { name: gitlabFile, left: 'it is there already', advice }
}
