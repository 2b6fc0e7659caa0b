import { onTerminal } from './on-terminal.ts'
import type { Report } from './ready/mistakes.ts'
import type { Ready, WrittenCondition } from './ready/option.ts'

interface Beside {
  readonly ready?: Ready | undefined
  readonly pty?: unknown
  readonly stdin?: unknown
}

/** Conditions that cannot hold with the options beside them. */
export function impossibleReady({ ready, pty, stdin }: Beside, report: Report): void {
  const list = Array.isArray(ready)
  for (const [index, item] of [ready].flat().entries()) {
    if (typeof item !== 'object') continue
    const never = neverHolds(item, onTerminal(pty), stdin)
    if (never === undefined) continue
    const { key, message, hint } = never
    report({ code: 'custom', path: ['ready', ...(list ? [index] : []), key], message, params: { hint } })
  }
}

function neverHolds(
  { fd, stream, input }: WrittenCondition,
  terminal: boolean,
  stdin: unknown,
): { readonly key: string; readonly message: string; readonly hint: string } | undefined {
  if (terminal && fd !== undefined)
    return { key: 'fd', message: 'on a terminal it has no descriptor 3', hint: 'wait for a text, or leave “pty” out' }
  if (terminal && stream === 'stderr')
    return { key: 'stream', message: 'a terminal has one stream', hint: 'leave “stream” out' }
  if (input !== undefined && stdin !== undefined && stdin !== 'pipe')
    return {
      key: 'input',
      message: 'with this “stdin” it never waits for input',
      hint: 'wait for something else, or leave “stdin” out',
    }
  return undefined
}
