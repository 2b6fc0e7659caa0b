import type { runFlags, Values } from './options.ts'

type Args = Values<typeof runFlags>

interface Wrong {
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

function wrongNumber({ jobs, retries, repeat, seed, 'timeout-scale': scale }: Args): Wrong | undefined {
  if (!Number.isInteger(jobs) || jobs < 1)
    return { message: '--jobs wants a whole number from 1', hint: 'such as -j 4' }
  if (retries !== undefined && (!Number.isInteger(retries) || retries < 0))
    return { message: '--retries wants a whole number from 0', hint: 'such as --retries 2' }
  if (repeat !== undefined && (!Number.isInteger(repeat) || repeat < 1))
    return { message: '--repeat wants a whole number from 1', hint: 'such as --repeat 100' }
  if (seed !== undefined && (!Number.isSafeInteger(seed) || seed < 0))
    return { message: '--seed wants a whole number from 0', hint: 'such as --shuffle --seed 7' }
  if (scale !== undefined && !(scale > 0 && scale <= mostScale))
    return {
      message: `--timeout-scale wants a number above 0, at most ${mostScale}`,
      hint: 'such as --timeout-scale 3',
    }
  return undefined
}

function wrongOnQueue({ shard, isolate, 'queue-timeout': timeout }: Args): Wrong | undefined {
  if (shard !== undefined)
    return {
      message: '--queue and --shard cannot be used together',
      hint: 'workers share the suite among them: leave out --shard',
    }
  if (isolate === true)
    return { message: '--queue and --isolate cannot be used together', hint: 'the workers run the scenarios' }
  return timeout > 0
    ? undefined
    : { message: '--queue-timeout wants seconds above 0', hint: 'such as --queue-timeout 120' }
}
