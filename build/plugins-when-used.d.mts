import type { Plugin } from 'esbuild'

export const pluginsWhenUsed: Plugin
export function asSource(evaluated: { plugins: readonly object[]; places: ReadonlyMap<unknown, string> }): string
