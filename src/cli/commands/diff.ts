import { compare, partingOf } from '../../pipeline/see.ts'
import { printDifference } from '../../report/difference.ts'
import { printParting } from '../../report/forensics.ts'
import { openedWhole } from '../open-conversation.ts'
import type { Common, Values, diffFlags } from '../options.ts'
import { columnsOf } from '../shell.ts'
import type { Shell } from '../shell.ts'
import { coloursOf } from '../tools.ts'

type Args = Common & Values<typeof diffFlags> & { readonly expected: string; readonly received: string }

/** Like diff(1): 0 the same, 1 different, 2 trouble. */
export async function execute(args: Args, shell: Shell): Promise<number> {
  const both = await openedAlike(args, shell)
  if (both === undefined) return 2
  const [expected, received] = both
  const difference = await compare(expected.transcript, received.transcript)
  const isSame = difference.lanes.length === 0
  const [palette, columns] = [await coloursOf(args, shell), columnsOf(shell.stdout)]
  const printed = isSame
    ? 'the two conversations are the same'
    : printDifference(difference, palette, {
        columns,
        full: args.verbose === true,
        names: { expected: args.expected, received: args.received },
      })
  const parting = await partingOf(expected, received)
  const names = { passed: args.expected, failed: args.received }
  const order = parting === undefined ? [] : printParting(parting, names, palette, columns)
  await shell.stdout.write(`${[printed, ...(order.length === 0 ? [] : ['', ...order])].join('\n')}\n`)
  return isSame ? 0 : 1
}

/** A recording of a run that failed has what `rows: taken` leaves out: then that of one that passed is compared with it, too. */
async function openedAlike({ expected, received, ...args }: Args, shell: Shell) {
  const open = (file: string, whole: boolean) => openedWhole(file, shell, args, { named: true, whole })
  const first = await open(expected, false)
  const second = first && (await open(received, false))
  if (first === undefined || second === undefined) return undefined
  const whole = first.passed !== undefined && second.passed !== undefined && first.passed !== second.passed
  const both = whole ? [await open(expected, true), await open(received, true)] : [first, second]
  return both[0] && both[1] && ([both[0], both[1]] as const)
}
