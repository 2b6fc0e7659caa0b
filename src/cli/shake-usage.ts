import { breakKinds, type BreakKind } from '../model/shake.ts'
import { printable } from '../text/printable.ts'
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
  return wrongFaults(args.faults) ?? wrongName(args.write) ?? wrongTogether(args, planned)
}

function wrongFaults(written: string | undefined): Wrong | undefined {
  const faults = readFaults(written)
  if (faults === undefined || 'kinds' in faults) return undefined
  return {
    message: `--faults does not know “${faults.wrong}”`,
    hint: `write some of ${breakKinds.join(', ')}, such as --faults reset,stop`,
  }
}

/** One that a file beside the scenario can have, and that lists of files show. */
function wrongName(name: string | undefined): Wrong | undefined {
  if (name === undefined || /^[^./\\\p{Cc}\s][^/\\\p{Cc}]*$/u.test(name)) return undefined
  return {
    message: `--write takes a name, not “${printable(name)}”`,
    hint: 'write one without a folder: the scenario is written beside the one that was shaken',
  }
}

function wrongTogether(args: ShakeArgs, planned: boolean): Wrong | undefined {
  if (args.run !== undefined && args.seed === undefined && args.faults === undefined)
    return { message: '--run can be used only with --seed, whose run it is', hint: 'such as --seed 42 --run 17' }
  const ways = [
    ...(planned ? ['--cut, --join, --delay, --break, --order and --pieces'] : []),
    ...(args['split-every-byte'] === true ? ['--split-every-byte'] : []),
    ...(args.faults === undefined ? [] : ['--faults']),
    // It chooses among many faults.
    ...(args.seed === undefined || args.faults !== undefined ? [] : ['--seed']),
  ]
  if (ways.length > 1)
    return { message: `${ways[0]} cannot be used with ${ways[1]}`, hint: 'each says by itself what is done to streams' }
  return undefined
}

/** The ways to break connections that `--faults` lists, each once; or the first that there is not. */
export function readFaults(
  written: string | undefined,
): { readonly kinds: readonly BreakKind[] } | { readonly wrong: string } | undefined {
  if (written === undefined) return undefined
  const names = written.split(/[\s,]+/).filter((name) => name !== '')
  const wrong = names.length === 0 ? written : names.find((name) => !(breakKinds as readonly string[]).includes(name))
  return wrong === undefined ? { kinds: breakKinds.filter((kind) => names.includes(kind)) } : { wrong }
}
