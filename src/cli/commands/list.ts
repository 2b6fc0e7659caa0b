import { outline } from '../../pipeline.ts'
import { variantOf } from '../../suite/entry.ts'
import { withOutline } from '../../suite/filter-part.ts'
import { selectForParts } from '../../suite/select-parts.ts'
import type { Common, Values, listFlags } from '../options.ts'
import { listing } from '../listing.ts'
import type { Listed } from '../listing.ts'
import { placesOf } from '../projects.ts'
import type { Shell } from '../shell.ts'
import { servicesFor } from '../services.ts'
import { reportProblems } from '../tools.ts'

type Args = Common & Values<typeof listFlags> & { readonly files?: readonly string[] }

export async function execute(args: Args, shell: Shell): Promise<number> {
  const parts = placesOf(args, shell)
  const selections = await selectForParts(parts, shell.cwd)
  const problems = selections.flatMap((each) => each.problems)
  if (problems.length > 0) return reportProblems(shell, args, problems)
  const services = servicesFor(shell)
  const listed: Listed[] = []
  for (const [at, part] of parts.entries()) {
    const left = withOutline(part, selections[at]?.files ?? [], services)
    if ('problem' in left) return reportProblems(shell, args, [left.problem])
    const variant = variantOf(part.project === undefined ? {} : { project: part.project.name })
    for (const file of left.files) listed.push({ file: services.shown(file), ...variant, ...outline(file, services) })
  }
  await shell.stdout.write(listing(listed))
  return 0
}
