import type { CompiledLine } from '../../src/plugin.ts'
import { compilePattern } from './pattern.ts'
import { fitsOf } from './fits.ts'
import { needleOf } from './needle.ts'

/** A line that is exactly this text, or that this regex matches from end to end. */
export function wholeLine(wanted: string): CompiledLine {
  const { shown, test, literal, regex } = compilePattern(wanted, { whole: true })
  const needle = regex === undefined ? literal : needleOf(regex)
  return {
    on: 'line',
    shown,
    test,
    ...(needle === undefined || needle === '' ? {} : { needle }),
    ...(literal === undefined ? {} : { near: literal }),
    ...(regex === undefined ? {} : { fits: fitsOf(regex) }),
  }
}

/** Any line at all. */
export const anyLine: CompiledLine = { on: 'line', shown: 'any line', test: () => ({}) }
