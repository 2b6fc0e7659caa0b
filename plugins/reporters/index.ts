import { definePlugin } from '../../src/plugin.ts'
import type { Progress, Reporter, Terminal } from '../../src/plugin.ts'

type Report = Reporter['report']

/** A reporter whose code is loaded when it is used. */
const lazily = (about: string, load: () => Promise<{ readonly report: Report }>, commands?: true): Reporter => ({
  about,
  ...(commands === undefined ? {} : { commands }),
  async *report(progress: AsyncIterable<Progress>, terminal: Terminal) {
    const { report } = await load()
    yield* report(progress, terminal)
  },
})

export default definePlugin({
  api: 1,
  name: 'reporters',
  about: 'what a run says while it goes and when it is over',
  reporters: {
    default: lazily(
      'for people: live on a terminal, one line a scenario otherwise, failures in full',
      () => import('./default.ts'),
    ),
    minimal: lazily('for machines: only what did not pass, short and stable', () => import('./minimal.ts')),
    json: lazily('one JSON document with every result', () => import('./json.ts')),
    dot: lazily('one character a scenario, failures in full at the end', () => import('./dot.ts')),
    tap: lazily('TAP version 14', () => import('./tap.ts')),
    junit: lazily('JUnit XML, as build servers read it', () => import('./junit.ts')),
    github: lazily('annotations for GitHub Actions', () => import('./github.ts'), true),
    'github-summary': lazily('Markdown for the job summary of GitHub Actions', () => import('./github-summary.ts')),
  },
})
