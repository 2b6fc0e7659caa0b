import type { Plugin } from 'esbuild'

export function besideTheProgram(...names: readonly string[]): Plugin
