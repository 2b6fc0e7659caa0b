import type { Problem } from '../model/problem.ts'
import type { ShardBegun } from '../model/progress.ts'
import { groups } from '../text/groups.ts'

/** What is wrong with these shards as the whole of one suite, or of several: those that are not there. */
export function missingShards(shards: readonly ShardBegun[]): Problem[] {
  const suites = groups(shards, ({ total, split }) => `${total} ${split}`)
  const partial = suites.filter((suite) => absent(suite).length > 0)
  const [first] = partial
  if (first === undefined) return []
  const total = first[0]?.total ?? 0
  const sameTotal = partial.every((suite) => suite[0]?.total === total)
  if (partial.length > 1 && sameTotal && absent(partial.flat()).length === 0) return [mismatch(partial)]
  return partial.map(missing)
}

/** The shards that two blobs have. */
export function duplicateShards(shards: readonly { readonly shard: ShardBegun; readonly file: string }[]): Problem[] {
  return groups(shards, ({ shard: { index, total, split } }) => `${index}/${total} ${split}`)
    .filter((each) => each.length > 1)
    .map(([one, other]) => ({
      code: 'shard-duplicate',
      message: `${one.file} and ${other!.file} are both shard ${one.shard.index}/${one.shard.total}`,
      hint: 'give one of them: of a job that ran twice, the later one',
    }))
}

function absent(suite: readonly ShardBegun[]): number[] {
  const there = new Set(suite.map(({ index }) => index))
  return Array.from({ length: suite[0]?.total ?? 0 }, (_, at) => at + 1).filter((index) => !there.has(index))
}

/** So many are listed. */
const listed = 10

const list = (indices: readonly number[]): string =>
  `${indices.slice(0, listed).join(', ')}${indices.length > listed ? ' and more' : ''}`

function missing(suite: readonly ShardBegun[]): Problem {
  const gone = absent(suite)
  const { total } = suite[0] as ShardBegun
  return {
    code: 'shard-missing',
    message: `${gone.length === 1 ? 'shard' : 'shards'} ${list(gone)} of ${total} ${gone.length === 1 ? 'is' : 'are'} missing`,
    hint: 'look whether its job ran and kept its blob; what is missing has not been judged',
  }
}

function mismatch(suites: readonly (readonly ShardBegun[])[]): Problem {
  const parts = suites.map((suite) => {
    const [{ of }] = suite as readonly [ShardBegun, ...ShardBegun[]]
    return `${list(suite.map(({ index }) => index).sort((a, b) => a - b))} (of ${of} scenarios)`
  })
  return {
    code: 'shard-mismatch',
    message: `the shards are parts of different lists of scenarios: ${parts.join(', ')}`,
    hint: 'all jobs need the same checkout, the same selection and the same timings',
  }
}
