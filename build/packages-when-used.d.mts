import type { Plugin } from 'esbuild'

export function packagesWhenUsed(...names: readonly string[]): Plugin
export function whenUsed(name: string, exported: object): string
