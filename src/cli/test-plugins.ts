import path from 'node:path'
import { plugins } from '../../plugins/index.ts'
import type { Finding } from '../contract/finding.ts'
import { testPlugin } from '../contract/test-plugin.ts'
import { registryOf } from '../pipeline.ts'
import type { Palette } from '../text/palette.ts'
import { printable } from '../text/printable.ts'
import { alignColumns } from '../text/tables.ts'
import type { Common } from './options.ts'
import type { Shell } from './shell.ts'
import { coloursOf, reportProblems } from './tools.ts'

/** `scenario plugins --test`: a line for each rule of the contract; 0 when all are kept, 1 when one is broken, 2 without a plugin. */
export async function testPlugins(specifiers: readonly string[], common: Common, shell: Shell): Promise<number> {
  const colours = await coloursOf(common, shell)
  const { env, tmpRoot, uncaughtHandlers } = shell
  const host = {
    builtIn: registryOf(plugins),
    env,
    tmpRoot,
    ...(uncaughtHandlers === undefined ? {} : { uncaughtHandlers }),
  }
  let code = 0
  for (const specifier of specifiers) {
    const tested = await testPlugin(specifier, path.join(shell.cwd, 'scenario.yaml'), host)
    if ('problem' in tested) return reportProblems(shell, common, [tested.problem])
    const { name, findings } = tested
    await shell.stdout.write(
      report(name === specifier ? name : `${name}  ${specifier}`, findings, { colours, cwd: shell.cwd }),
    )
    if (findings.some(({ outcome }) => outcome === 'broken')) code = 1
  }
  return code
}

interface Look {
  readonly colours: Palette
  /** Places are relative to this folder. */
  readonly cwd: string
}

function report(title: string, findings: readonly Finding[], { colours, cwd }: Look): string {
  const paint = { kept: colours.green, broken: colours.red, untested: colours.yellow }
  const lines = [colours.bold(printable(title))]
  for (const subject of new Set(findings.map((finding) => finding.subject))) {
    const own = findings.filter((finding) => finding.subject === subject)
    lines.push('', `  ${printable(subject)}`)
    const rows = alignColumns(own.map(({ outcome, rule }) => [`    ${outcome}`, rule]))
    own.forEach(({ outcome, why, place, hint }, index) => {
      lines.push((rows[index] ?? '').replace(outcome, paint[outcome](outcome)))
      if (why !== undefined) lines.push(`              ${printable(why)}`)
      if (place !== undefined) {
        const file = path.relative(cwd, place.file)
        lines.push(`              ${printable(`at ${file}:${place.line}:${place.column}`)}`)
      }
      if (hint !== undefined) lines.push(`              ${printable(`help: ${hint}`)}`)
    })
  }
  return `${lines.join('\n')}\n\n${summary(findings)}\n`
}

function summary(findings: readonly Finding[]): string {
  const count = (outcome: Finding['outcome']) => findings.filter((finding) => finding.outcome === outcome).length
  const [broken, untested] = [count('broken'), count('untested')]
  const left = untested === 0 ? '' : `, ${untested} could not be tried`
  if (broken === 0) return `all ${count('kept')} rules are kept${left}`
  return `${broken} of ${findings.length} rules ${broken === 1 ? 'is' : 'are'} broken${left}`
}
