import type { ReplayStep } from '../../src/plugin.ts'

/** What happens at a moment of a cast: output, another size, or a marker that players show on their timeline. */
export type Moment = readonly [microseconds: number, code: 'o' | 'r' | 'm', data: string]

/** What a step's marker says. */
export const markerOf = ({ file, line, verb }: ReplayStep): string =>
  `${file === undefined ? '' : `${file}:`}${line} ${verb}`
