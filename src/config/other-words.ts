import { own } from '../text/own.ts'

/** Keys that configurations of other tools have, each with what it is here. */
const keys: Readonly<Record<string, string>> = {
  concurrency: 'jobs',
  failFast: 'bail',
  fullyParallel: 'jobs',
  globalTimeout: 'limits',
  grep: 'title',
  include: 'scenarios',
  maxConcurrency: 'jobs',
  maxFailures: 'bail',
  maxWorkers: 'jobs',
  outDir: 'out',
  outputDir: 'out',
  parallel: 'jobs',
  passWithNoTests: 'passWithNone',
  pool: 'isolate',
  retry: 'retries',
  testDir: 'scenarios',
  testMatch: 'scenarios',
  testNamePattern: 'title',
  testTimeout: 'limits',
  variables: 'vars',
  workers: 'jobs',
}

/** Flags of a single call, which no file can say for all. */
const flags: Readonly<Record<string, string>> = {
  changed: '--changed',
  lastFailed: '--last-failed',
  list: '--list',
  project: '--project',
  queue: '--queue',
  repeat: '--repeat 100',
  repeatEach: '--repeat 100',
  seed: '--seed 4711',
  shard: '--shard 2/3',
  timings: '--timings FILE',
  update: '--update',
  updateSnapshots: '--update',
}

/** What to say of a key that is none of a configuration; undefined where it comes from nowhere known. */
export function otherKey(key: string): string | undefined {
  const meant = own(keys, key)
  const flag = own(flags, key)
  if (meant !== undefined) return `did you mean “${meant}”?`
  return flag === undefined ? undefined : `give it with a call: scenario run ${flag}`
}
