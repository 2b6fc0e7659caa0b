import { processes } from '../../../src/plugin.ts'

export type ProcessTree = processes.ProcessTree
