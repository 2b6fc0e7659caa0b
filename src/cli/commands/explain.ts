import path from 'node:path'
import { problemCodes } from '../../model/problem.ts'
import { explain } from '../../report/explain.ts'
import type { Common } from '../options.ts'
import type { Shell } from '../shell.ts'
import { reportProblems, toolsFor } from '../tools.ts'

type Args = Common & { readonly code?: string }

export async function execute(args: Args, shell: Shell): Promise<number> {
  if (args.code === undefined) {
    await shell.stdout.write(`${problemCodes.join('\n')}\n`)
    return 0
  }
  const read = toolsFor(shell).files.read(path.join(shell.home, 'docs', 'problems.md'))
  if ('problem' in read) return reportProblems(shell, args, [read.problem])
  const found = explain(new TextDecoder().decode(read.bytes), args.code)
  if ('page' in found) {
    await shell.stdout.write(`${found.page}\n`)
    return 0
  }
  const near = found.suggestions.map((code) => `“${code}”`).join(', ')
  const hint = near === '' ? '“scenario explain” lists all codes' : `did you mean ${near}?`
  return reportProblems(shell, args, [
    { code: 'usage', message: `there is no problem with the code “${args.code}”`, hint },
  ])
}
