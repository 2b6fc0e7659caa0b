import { definePlugin } from '../../src/plugin.ts'
import type { Reporter } from '../../src/plugin.ts'

type Report = Reporter['report']

/** A reporter whose code is loaded when it is used. */
const lazily = (
  about: string,
  load: () => Promise<{ readonly report: Report }>,
  more: Pick<Reporter, 'commands' | 'usedIn' | 'fileName' | 'forMerge'> = {},
): Reporter => ({
  about,
  ...more,
  async *report(...called: Parameters<Report>) {
    const { report } = await load()
    yield* report(...called)
  },
})

type Environment = Parameters<NonNullable<Reporter['usedIn']>>[0]

const onGithub = (env: Environment): boolean => env['GITHUB_ACTIONS'] === 'true'

/** GitHub's summary file belongs to all steps of a job. */
function summaryIn(env: Environment): { readonly file: string } | undefined {
  const file = env['GITHUB_STEP_SUMMARY']
  return onGithub(env) && file !== undefined && file !== '' ? { file } : undefined
}

export default definePlugin({
  api: 1,
  name: 'reporters',
  about: 'the output of a run while it goes and when it is over',
  reporters: {
    default: lazily(
      'for people: live on a terminal, one line a scenario otherwise, failures in full',
      () => import('./default.ts'),
      { usedIn: () => 'output' },
    ),
    minimal: lazily('for machines: only what did not pass, short and stable', () => import('./minimal.ts')),
    json: lazily('one JSON document with every result', () => import('./json.ts')),
    dot: lazily('one character a scenario, failures in full at the end', () => import('./dot.ts')),
    tap: lazily('TAP version 14', () => import('./tap.ts')),
    junit: lazily('JUnit XML, as build servers read it', () => import('./junit.ts')),
    html: lazily('one HTML page that replays each conversation', () => import('./html.ts'), {
      fileName: () => 'report.html',
    }),
    blob: lazily('all of a run as data, for “scenario merge”', () => import('./blob.ts'), {
      forMerge: true,
      fileName: (shard) => (shard === undefined ? 'blob.jsonl' : `blob-${shard.index}-of-${shard.total}.jsonl`),
    }),
    github: lazily('annotations for GitHub Actions', () => import('./github.ts'), {
      commands: true,
      usedIn: (env) => (onGithub(env) ? 'output' : undefined),
    }),
    'github-summary': lazily('Markdown for the job summary of GitHub Actions', () => import('./github-summary.ts'), {
      usedIn: summaryIn,
    }),
  },
})
