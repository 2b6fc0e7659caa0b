import type { Plugin } from 'esbuild'

export function withoutBarrels(...files: readonly string[]): Plugin
export function pastBarrels(
  text: string,
  path: string,
  barrels: ReadonlyMap<string, ReadonlyMap<string, { readonly file: string; readonly name: string }>>,
): string
