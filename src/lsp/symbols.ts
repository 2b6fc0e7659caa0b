import { SymbolKind } from './workspace/language-server.ts'
import type { DocumentSymbol } from 'vscode-languageserver/node.js'
import { rangeIn } from './workspace/lines.ts'
import type { Outline } from './outline/outline.ts'

/** Actors, and steps with those that stand inside of a repeat. */
export function symbolsOf({ text, actors, steps }: Outline): DocumentSymbol[] {
  const symbols: DocumentSymbol[] = actors.map(({ name, kind, start, end }) => ({
    name,
    detail: kind,
    kind: SymbolKind.Object,
    range: rangeIn(text, { start, end: Math.max(end, start + name.length) }),
    selectionRange: rangeIn(text, { start, end: start + name.length }),
  }))
  const open: { readonly end: number; readonly children: DocumentSymbol[] }[] = []
  for (const { verb, start, verbEnd, end } of steps) {
    while (open.length > 0 && open.at(-1)!.end < start) open.pop()
    const children: DocumentSymbol[] = []
    const behind = (/^\s*:?\s*([^\n]*)/.exec(text.slice(verbEnd, end))?.[1] ?? '').trim().slice(0, 80)
    const symbol: DocumentSymbol = {
      name: verb === '' ? 'step' : verb,
      detail: behind,
      kind: SymbolKind.Event,
      range: rangeIn(text, { start, end: Math.max(end, verbEnd) }),
      selectionRange: rangeIn(text, { start, end: verbEnd }),
      children,
    }
    ;(open.at(-1)?.children ?? symbols).push(symbol)
    open.push({ end, children })
  }
  return symbols
}
