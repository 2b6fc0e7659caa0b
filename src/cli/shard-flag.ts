import type { Problem } from '../model/problem.ts'
import type { Shard } from '../model/progress.ts'
import { own } from '../text/own.ts'

type Env = Readonly<Record<string, string | undefined>>

/** The variables of a CI system that say which of several parallel jobs this is. */
interface System {
  readonly name: string
  readonly index: string
  /** The number of the first job. */
  readonly first: 0 | 1
  /** Absent where the system does not say it. */
  readonly total?: string
}

/**
 * GitLab and Buildkite: their lists of predefined variables; CircleCI: “Project values and variables”; Kubernetes: “Indexed Job for
 * Parallel Processing”.
 */
const systems: readonly System[] = [
  { name: 'GitLab', index: 'CI_NODE_INDEX', first: 1, total: 'CI_NODE_TOTAL' },
  { name: 'CircleCI', index: 'CIRCLE_NODE_INDEX', first: 0, total: 'CIRCLE_NODE_TOTAL' },
  { name: 'Buildkite', index: 'BUILDKITE_PARALLEL_JOB', first: 0, total: 'BUILDKITE_PARALLEL_JOB_COUNT' },
  { name: 'a Kubernetes job with indexes', index: 'JOB_COMPLETION_INDEX', first: 0 },
]

/** A variable that is empty is as one that is not set. */
const valueIn = (env: Env, name: string): string | undefined => own(env, name) || undefined

const most = 100_000

type Read = { readonly shard: Shard } | { readonly problem: Problem }

/** `2/3`, `auto` or `auto/8` as a shard, or what is wrong with it. */
export function readShard(written: string, env: Env): Read {
  const [, index, total] = /^(auto|\d{1,6})(?:\/(\d{1,6}))?$/.exec(written) ?? []
  if (index === 'auto') return automatic(env, total === undefined ? undefined : Number(total))
  const shard = { index: Number(index), total: Number(total) }
  if (isShard(shard)) return { shard }
  return wrong(
    `--shard “${written}” is not a shard`,
    index === '0'
      ? 'shards are counted from 1: --shard 1/3 is the first of three'
      : 'write --shard 2/3 for the second of three, or --shard auto in CI',
  )
}

function automatic(env: Env, total: number | undefined): Read {
  const system = systems.find(({ index }) => valueIn(env, index) !== undefined)
  if (system === undefined) return valueIn(env, 'CI_NODE_TOTAL') === '1' ? whole(total) : notFound()
  const said = system.total === undefined ? undefined : valueIn(env, system.total)
  if (said !== undefined && total !== undefined && Number(said) !== total)
    return wrong(`--shard auto/${total}, but ${system.total} is “${said}”`, 'leave out the number, or correct it')
  const count = said ?? (total === undefined ? undefined : String(total))
  if (count === undefined)
    return wrong(
      `--shard auto found ${system.index} of ${system.name}, but not how many shards there are`,
      'give their number: --shard auto/8 for eight',
    )
  const index = valueIn(env, system.index) ?? ''
  const digits = /^\d{1,6}$/
  const shard = { index: Number(index) + 1 - system.first, total: Number(count) }
  if (digits.test(index) && digits.test(count) && isShard(shard)) return { shard }
  return wrong(
    `${system.index} “${index}” is not one of ${count} shards, counted from ${system.first}`,
    `these are the variables of ${system.name}; without them, write --shard 2/3`,
  )
}

/** GitLab sets the total of a job that is not parallel to 1, and no index. */
const whole = (total = 1): Read =>
  total === 1
    ? { shard: { index: 1, total: 1 } }
    : wrong(`--shard auto/${total}, but CI_NODE_TOTAL is “1”`, `add “parallel: ${total}” to the job`)

function notFound(): Read {
  const names = systems.map(({ name, index, total }) => `${[index, ...(total ? [total] : [])].join(' and ')} (${name})`)
  return wrong(
    `--shard auto finds no variable of a CI system; it looks for ${names.join(', ')}`,
    'write the shard itself, such as --shard 2/3',
  )
}

const isShard = ({ index, total }: Shard): boolean => index >= 1 && index <= total && total <= most

const wrong = (message: string, hint: string): Read => ({ problem: { code: 'usage', message, hint } })
