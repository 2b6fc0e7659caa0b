import type { Plugin, Schema } from '../model/plugin.ts'
import { printable } from '../text/printable.ts'
import { alignColumns } from '../text/tables.ts'
import { kindPage, wantedLine } from './kind-page.ts'

const tables = {
  actors: 'kinds',
  matchers: 'matchers',
  framings: 'framings',
  contents: 'contents of files',
  formats: 'formats',
  reporters: 'reporters',
} as const
type TableName = keyof typeof tables
export const tableNames = Object.keys(tables) as TableName[]

/** A plugin and everything that it contributes, a line each. */
export function pageOf(plugin: Plugin, bold: (text: string) => string): string {
  const lines = [`${bold(printable(plugin.name))}  ${printable(plugin.about)}`]
  for (const table of tableNames) {
    const entries = Object.entries<{ readonly about: string }>(plugin[table] ?? {})
    if (entries.length > 0)
      lines.push(`  ${tables[table]}`, ...alignColumns(entries.map(([name, { about }]) => [`    ${name}`, about])))
  }
  return `${lines.join('\n')}\n`
}

/** Whatever a plugin contributes under this name, at length. */
export function contributionPage(plugin: Plugin, name: string, bold: (text: string) => string): string[] {
  return tableNames.flatMap((table) => {
    const entries: Readonly<Record<string, { readonly about: string }>> = plugin[table] ?? {}
    const value = Object.hasOwn(entries, name) ? entries[name] : undefined
    if (value === undefined) return []
    const head = [
      `${bold(printable(name))}  ${printable(value.about)}`,
      `  one of the ${tables[table]} of the plugin “${printable(plugin.name)}”`,
    ]
    return [[...head, ...partsOf(plugin, table, name), ''].join('\n')]
  })
}

function partsOf(plugin: Plugin, table: TableName, name: string): string[] {
  const kind = table === 'actors' ? plugin.actors?.[name] : undefined
  if (kind !== undefined) return kindPage(kind)
  const wanted = argumentOf(plugin, table, name)
  if (wanted !== undefined) return wantedLine(wanted)
  const extension = table === 'formats' ? plugin.formats?.[name]?.extension : undefined
  return extension === undefined ? [] : [`  extension  ${printable(extension)}`]
}

function argumentOf(plugin: Plugin, table: TableName, name: string): Schema | undefined {
  switch (table) {
    case 'matchers':
      return plugin.matchers?.[name]?.wanted
    case 'framings':
      return plugin.framings?.[name]?.wanted
    case 'contents':
      return plugin.contents?.[name]?.argument
    default:
      return undefined
  }
}
