import { parseDuration } from '../text/units.ts'
import { whole, type Wrong } from './run-usage.ts'
import type { ShakeArgs } from './shake-flags.ts'

const numbers = {
  runs: { ...whole(1), example: '--runs 200' },
  run: { ...whole(1), example: '--seed 42 --run 17' },
  seed: { ...whole(0), example: '--seed 42' },
  jobs: { ...whole(1), example: '-j 4' },
  order: { ...whole(0), example: '--order 7' },
  pieces: { ...whole(0), example: '--pieces 7' },
}

/** What is wrong with the flags of `shake` together; undefined when nothing is. `planned`: flags say what is done. */
export function wrongShake(args: ShakeArgs, planned: boolean): Wrong | undefined {
  for (const [name, { fits, takes, example }] of Object.entries(numbers)) {
    const value = args[name as keyof typeof numbers]
    if (value !== undefined && !fits(value)) return { message: `--${name} takes ${takes}`, hint: `such as ${example}` }
  }
  if (args.for !== undefined && (parseDuration(args.for) ?? 0) === 0)
    return { message: `--for does not know “${args.for}”`, hint: 'write a duration, such as --for 30s' }
  if (args.run !== undefined && args.seed === undefined)
    return { message: '--run can be used only with --seed, whose run it is', hint: 'such as --seed 42 --run 17' }
  const ways = [
    ...(planned ? ['--cut, --join, --delay, --order and --pieces'] : []),
    ...(args['split-every-byte'] === true ? ['--split-every-byte'] : []),
    ...(args.seed === undefined ? [] : ['--seed']),
  ]
  if (ways.length > 1)
    return { message: `${ways[0]} cannot be used with ${ways[1]}`, hint: 'each says by itself what is done to streams' }
  return undefined
}
