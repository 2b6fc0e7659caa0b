import type { runFlags, Values } from './options.ts'

type Args = Values<typeof runFlags>

/** What is wrong with a call. */
export interface Wrong {
  readonly message: string
  readonly hint: string
}

const mostScale = 1000

/** What is wrong with the flags of `run` together; undefined when nothing is. */
export function wrongUse(
  args: Args,
  ci: boolean,
  secrets: readonly { name: string; value: string | undefined }[],
): Wrong | undefined {
  const number = wrongNumber(args)
  if (number !== undefined) return number
  if (args.retries !== undefined && args.repeat !== undefined)
    return {
      message: '--retries and --repeat cannot be used together',
      hint: '--retries runs again what does not pass, --repeat runs everything so many times',
    }
  if (args.timings !== undefined && args.shard === undefined)
    return {
      message: '--timings can be used only with --shard, which it cuts',
      hint: 'add --shard, such as --shard 1/3',
    }
  const onWatch = args.watch === true ? wrongToWatch(args) : undefined
  if (onWatch !== undefined) return onWatch
  const onQueue = args.queue === undefined ? undefined : wrongOnQueue(args)
  if (onQueue !== undefined) return onQueue
  if (args.seed !== undefined && args.shuffle !== true)
    return {
      message: '--seed can be used only with --shuffle, whose order it decides',
      hint: `add --shuffle: --shuffle --seed ${args.seed}`,
    }
  if (ci && args.update === true)
    return {
      message: 'in CI no transcript is written, so --update cannot be',
      hint: 'update locally and commit the transcripts, or pass --no-ci',
    }
  const unset = secrets.find(({ value }) => value === undefined || value === '')
  return (
    unset && {
      message: `--secret “${unset.name}” is neither a --var nor set in the environment`,
      hint: 'what is not known cannot be hidden',
    }
  )
}

/** The whole numbers from `least`. */
export const whole = (least: number) => ({
  fits: (value: number) => Number.isSafeInteger(value) && value >= least,
  takes: `a whole number from ${least}`,
})

/** What the flags with numbers take. */
const numbers = {
  jobs: { ...whole(1), example: '-j 4' },
  retries: { ...whole(0), example: '--retries 2' },
  repeat: { ...whole(1), example: '--repeat 100' },
  seed: { ...whole(0), example: '--shuffle --seed 7' },
  'timeout-scale': {
    fits: (value: number) => value > 0 && value <= mostScale,
    takes: `a number above 0, at most ${mostScale}`,
    example: '--timeout-scale 3',
  },
  'queue-timeout': {
    fits: (value: number) => value > 0,
    takes: 'seconds above 0, without a unit',
    example: '--queue-timeout 120',
  },
}
type NumberFlag = keyof typeof numbers

/** What is wrong with a number among the flags of `run` or `work`. */
export function wrongNumber(args: { readonly [Name in NumberFlag]?: number | undefined }): Wrong | undefined {
  for (const [name, { fits, takes, example }] of Object.entries(numbers)) {
    const value = args[name as NumberFlag]
    if (value !== undefined && !fits(value)) return { message: `--${name} takes ${takes}`, hint: `such as ${example}` }
  }
  return undefined
}

function wrongToWatch({ shard, queue, list }: Args): Wrong | undefined {
  const other = Object.entries({ shard, queue, list }).find(([, value]) => value !== undefined && value !== false)
  if (other === undefined) return undefined
  return {
    message: `--watch and --${other[0]} cannot be used together`,
    hint: other[0] === 'list' ? 'a list is printed once: leave out one of them' : 'watch where the files are edited',
  }
}

function wrongOnQueue({ shard, isolate }: Args): Wrong | undefined {
  if (shard !== undefined)
    return {
      message: '--queue and --shard cannot be used together',
      hint: 'workers share the suite among them: leave out --shard',
    }
  if (isolate === true)
    return { message: '--queue and --isolate cannot be used together', hint: 'the workers run the scenarios' }
  return undefined
}
