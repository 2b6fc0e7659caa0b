import type { Palette } from './palette.ts'

/** A line of a file with its number before it: `  12 │ - start: server`. */
export const numberedLine = (number: number, line: string, { dim }: Palette): string =>
  `${dim(String(number).padStart(4))} ${dim('│')} ${line}`
