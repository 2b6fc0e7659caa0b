import { compare } from '../../pipeline/see.ts'
import { printDifference } from '../../report/difference.ts'
import { opened } from '../open-conversation.ts'
import type { Common, Values, diffFlags } from '../options.ts'
import { columnsOf } from '../shell.ts'
import type { Shell } from '../shell.ts'
import { coloursOf } from '../tools.ts'

type Args = Common & Values<typeof diffFlags> & { readonly expected: string; readonly received: string }

/** Like diff(1): 0 the same, 1 different, 2 trouble. */
export async function execute(args: Args, shell: Shell): Promise<number> {
  const expected = await opened(args.expected, shell, args)
  const received = expected && (await opened(args.received, shell, args))
  if (expected === undefined || received === undefined) return 2
  const difference = await compare(expected, received)
  if (difference.lanes.length === 0) {
    await shell.stdout.write('the two conversations are the same\n')
    return 0
  }
  await shell.stdout.write(
    `${printDifference(difference, await coloursOf(args, shell), {
      columns: columnsOf(shell.stdout),
      full: args.verbose === true,
      names: { expected: args.expected, received: args.received },
    })}\n`,
  )
  return 1
}
