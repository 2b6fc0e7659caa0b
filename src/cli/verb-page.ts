import type { ActorKind, Plugin, Verb } from '../model/plugin.ts'
import { ableOf } from '../registry/able.ts'
import type { GrammarVerb } from '../pipeline.ts'
import { alignColumns } from '../text/tables.ts'
import { wantedLine } from './kind-page.ts'

/** A verb of the language: what it does, how it is written, and which kinds can do it. */
export function grammarPage(verb: GrammarVerb, all: readonly Plugin[], bold: (text: string) => string): string {
  const able = kindsOf(all).filter(([, kind]) => (ableOf(kind) as readonly string[]).includes(verb.name))
  const rows = [
    ['written', verb.examples.map((example) => `- ${example}`).join('\n')],
    ['kinds', able.map(([name]) => name).join(', ')],
  ].flatMap(([label = '', text = '']) =>
    text.split('\n').map((line, index) => [index === 0 ? label : '', line] as const),
  )
  return [
    `${bold(verb.name)}  ${verb.about}`,
    '  one of the verbs of the language',
    ...indented(
      rows.filter(([, text]) => text !== ''),
      '  ',
    ),
    ...(verb.beside.length === 0 ? [] : ['  beside it', ...indented(verb.beside, '    ')]),
    '',
  ].join('\n')
}

/** A verb of this name of a plugin's kinds, one page a kind. */
export function customVerbPages(plugin: Plugin, name: string, bold: (text: string) => string): string[] {
  return kindsOf([plugin]).flatMap(([kind, { verbs }]) => {
    const verb: Verb | undefined = verbs !== undefined && Object.hasOwn(verbs, name) ? verbs[name] : undefined
    if (verb === undefined) return []
    const head = [`${bold(name)}  ${verb.about}`, `  a verb of the kind “${kind}” of the plugin “${plugin.name}”`]
    return [[...head, ...wantedLine(verb.argument), ''].join('\n')]
  })
}

export const customVerbNames = (plugin: Plugin): string[] =>
  kindsOf([plugin]).flatMap(([, { verbs }]) => Object.keys(verbs ?? {}))

const kindsOf = (all: readonly Plugin[]): [string, ActorKind][] =>
  all.flatMap(({ actors }) => Object.entries<ActorKind>(actors ?? {}))

const indented = (rows: readonly (readonly string[])[], by: string): string[] =>
  alignColumns(rows).map((line) => `${by}${line}`.trimEnd())
