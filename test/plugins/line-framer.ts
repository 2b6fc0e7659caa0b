import { line } from '../../plugins/core/framings/line.ts'

/** What a line is where a scenario says nothing. */
export const lineFramer = line.compile(undefined)
