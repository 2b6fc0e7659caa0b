import { processes } from '../../src/plugin.ts'

export type Family = processes.Family
