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
  const expected = await openedWhole(args.expected, shell, args, { named: true })
  const received = expected && (await openedWhole(args.received, shell, args, { named: true }))
  if (expected === undefined || received === undefined) return 2
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
