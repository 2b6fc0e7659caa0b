import { plugins } from '../../../plugins/index.ts'
import type { Plugin } from '../../model/plugin.ts'
import { coloursFor } from '../../report/colours.ts'
import { didYouMean } from '../../text/suggest.ts'
import { alignColumns } from '../../text/tables.ts'
import { wantsColour } from '../colour.ts'
import type { Common } from '../options.ts'
import type { Shell } from '../shell.ts'
import { refuse } from '../tools.ts'
import { kindPage } from '../kind-page.ts'

type Args = Common & { readonly name?: string }

const tables = {
  actors: 'kinds',
  matchers: 'matchers',
  framings: 'framings',
  formats: 'formats',
  reporters: 'reporters',
} as const
type TableName = keyof typeof tables
const tableNames = Object.keys(tables) as TableName[]

export async function execute(args: Args, shell: Shell): Promise<number> {
  const colours = await coloursFor(wantsColour(args.color, shell.env, shell.stdout))
  const wanted = args.name
  if (wanted === undefined) {
    await shell.stdout.write(plugins.map((plugin) => pageOf(plugin, colours.bold)).join('\n'))
    return 0
  }
  const plugin = plugins.find(({ name }) => name === wanted)
  const pages = [...(plugin === undefined ? [] : [pageOf(plugin, colours.bold)]), ...contributed(wanted, colours.bold)]
  if (pages.length > 0) {
    await shell.stdout.write(pages.join('\n'))
    return 0
  }
  const hint = didYouMean(
    wanted,
    new Set(plugins.flatMap((each) => [each.name, ...tableNames.flatMap((table) => Object.keys(each[table] ?? {}))])),
  )
  return refuse(shell, args, [
    {
      code: 'unknown-plugin',
      message: `nothing is called “${wanted}”`,
      hint: hint ?? '“scenario plugins” lists all names',
    },
  ])
}

/** A plugin and everything that it contributes, a line each. */
function pageOf(plugin: Plugin, bold: (text: string) => string): string {
  const lines = [`${bold(plugin.name)}  ${plugin.about}`]
  for (const table of tableNames) {
    const entries = Object.entries<{ readonly about: string }>(plugin[table] ?? {})
    if (entries.length > 0)
      lines.push(`  ${tables[table]}`, ...alignColumns(entries.map(([name, { about }]) => [`    ${name}`, about])))
  }
  return `${lines.join('\n')}\n`
}

/** Whatever has this name, at length. */
function contributed(name: string, bold: (text: string) => string): string[] {
  return plugins.flatMap((plugin) =>
    tableNames.flatMap((table) => {
      const value: { readonly about: string } | undefined = plugin[table]?.[name]
      if (value === undefined) return []
      const more = table === 'actors' && plugin.actors?.[name] !== undefined ? kindPage(plugin.actors[name]) : []
      return [
        [
          `${bold(name)}  ${value.about}`,
          `  one of the ${tables[table]} of the plugin “${plugin.name}”`,
          ...more,
          '',
        ].join('\n'),
      ]
    }),
  )
}
