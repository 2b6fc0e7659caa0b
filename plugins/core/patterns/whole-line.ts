import type * as z from 'zod'
import { expectation, type CompileContext, type CompiledLine } from '../../../src/plugin.ts'
import { fitsOf } from './fits.ts'
import { compilePattern, type WrittenPattern } from './pattern.ts'
import { needleOf } from './needle.ts'

/** A line that is exactly this text, or that this regex matches from end to end. */
export function wholeLine(wanted: WrittenPattern): CompiledLine {
  const { shown, test, literal, regex } = compilePattern(wanted, { whole: true })
  if (literal !== undefined && literal !== '') return { on: 'line', shown, test, needle: literal, near: literal }
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

export const anyLine: CompiledLine = { on: 'line', shown: 'any line', test: () => ({}) }

/** One of several lines: a pattern for the whole of it, or an expectation in its long form, such as `{ text: /etc/ }`. */
export const lineOf = expectation

export function compileLine(wanted: z.infer<ReturnType<typeof lineOf>>, context: CompileContext): CompiledLine {
  if (typeof wanted === 'string') return wholeLine(wanted)
  const compiled = context.expectation(wanted)
  if (compiled.on !== 'line') throw new TypeError(`“${compiled.shown}” is not one line`)
  return compiled
}
