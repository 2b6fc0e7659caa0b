import { outline } from '../../pipeline.ts'
import { filtered } from '../../suite/filter.ts'
import { selectFiles } from '../../suite/select.ts'
import type { Common, Values, listFlags } from '../options.ts'
import { listing } from '../listing.ts'
import type { Shell } from '../shell.ts'
import { scenariosOf } from '../configured.ts'
import { servicesFor } from '../services.ts'
import { reportProblems } from '../tools.ts'

type Args = Common & Values<typeof listFlags> & { readonly files?: readonly string[] }

export async function execute(args: Args, shell: Shell): Promise<number> {
  const { files, problems } = await selectFiles(args.files ?? [], shell.cwd, scenariosOf(shell))
  if (problems.length > 0) return reportProblems(shell, args, problems)
  const services = servicesFor(shell)
  const all = files.map((file) => ({ file: services.shown(file), ...outline(file, services) }))
  const filter = { tags: args.tag ?? [], ...(args.title === undefined ? {} : { title: args.title }) }
  const left = filtered(filter, all, (each) => each)
  if ('problem' in left) return reportProblems(shell, args, [left.problem])
  await shell.stdout.write(listing(left.items))
  return 0
}
