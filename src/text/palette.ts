/** How words stand out; a value that is handed in, so that nothing below the command line knows of terminals. */
export interface Palette {
  bold(text: string): string
  dim(text: string): string
  red(text: string): string
  green(text: string): string
  yellow(text: string): string
  cyan(text: string): string
}

const same = (text: string): string => text

/** No colour at all. */
export const plain: Palette = { bold: same, dim: same, red: same, green: same, yellow: same, cyan: same }
