import { outline } from '../../pipeline.ts'
import { filtered } from '../../suite/filter.ts'
import { selectFiles } from '../../suite/select.ts'
import { alignColumns } from '../../text/tables.ts'
import type { Common, Values, listFlags } from '../options.ts'
import type { Shell } from '../shell.ts'
import { shopFor } from '../shop.ts'
import { refuse } from '../tools.ts'

type Args = Common & Values<typeof listFlags> & { readonly files?: readonly string[] }

export async function execute(args: Args, shell: Shell): Promise<number> {
  const { files, problems } = await selectFiles(args.files ?? [], shell.cwd)
  if (problems.length > 0) return refuse(shell, args, problems)
  const shop = shopFor(shell)
  const all = files.map((file) => ({ file: shop.shown(file), ...outline(file, shop) }))
  const filter = { tags: args.tag ?? [], ...(args.title === undefined ? {} : { title: args.title }) }
  const left = filtered(filter, all, (each) => each)
  if ('problem' in left) return refuse(shell, args, [left.problem])
  const rows = left.items.map(({ file, title, tags }) => [
    file,
    title === file ? '' : title,
    tags.map((tag) => `#${tag}`).join(' '),
  ])
  await shell.stdout.write(
    alignColumns(rows)
      .map((row) => `${row.trimEnd()}\n`)
      .join(''),
  )
  return 0
}
