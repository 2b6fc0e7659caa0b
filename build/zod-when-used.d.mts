import type { Plugin } from 'esbuild'
export const zodWhenUsed: Plugin
export function namesIn(text: string): string[]
export function loading(path: string, names: readonly string[]): string
