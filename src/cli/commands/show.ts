import { draw } from '../../pipeline/see.ts'
import { opened } from '../open-conversation.ts'
import type { Common, Values, showFlags } from '../options.ts'
import { columnsOf } from '../shell.ts'
import type { Shell } from '../shell.ts'
import { coloursOf } from '../tools.ts'

type Args = Common & Values<typeof showFlags> & { readonly file: string }

export async function execute(args: Args, shell: Shell): Promise<number> {
  const transcript = await opened(args.file, shell, args, { verdict: true })
  if (transcript === undefined) return 2
  const columns = args.width !== undefined && args.width > 0 ? Math.floor(args.width) : columnsOf(shell.stdout)
  const layout = args.layout === 'rows' ? 'rows' : 'columns'
  await shell.stdout.write(draw(transcript, await coloursOf(args, shell), { columns, layout }))
  return 0
}
