import { problemError } from '../../src/plugin.ts'
import type { LastWords } from './last-words.ts'
import type { Ready } from './ready/option.ts'
import { readyInWords } from './ready/ready.ts'
import { wordsOf, type Ending } from './process/running.ts'

/** How programs of all languages report that their port or path is taken (EADDRINUSE, errno(3)). */
const inUse = /EADDRINUSE|address (?:is )?(?:already )?in use/i

/** Why a program is not ready: it has left, its port is held by others, or it is not waited for any more. */
export function notReady(
  name: string,
  ready: Ready | undefined,
  left: Ending | undefined,
  words: LastWords,
  holders: readonly string[],
): Error {
  const last = words.line()
  const printed = last === undefined ? 'it printed nothing' : `its last words: “${last}”`
  if (left === undefined)
    return problemError(
      'not-ready',
      `“${name}” runs and has not become ready; ${printed}`,
      `it is ready when ${readyInWords(ready)}`,
      'failed',
    )
  const how = `“${name}” ${wordsOf(left).replace('killed', 'was killed')} before it was ready`
  if (holders.length === 0)
    return problemError(
      'not-ready',
      `${how}; ${printed}`,
      `it would have been ready when ${readyInWords(ready)}`,
      'failed',
    )
  const path = typeof ready === 'object' && 'path' in ready
  const held = `${placeInWords(ready)} is in use by ${holders.join(' and ')}`
  if (!inUse.test(words.text()))
    return problemError(
      'not-ready',
      `${how}; ${printed}`,
      `${held}: end that first if “${name}” cannot share it`,
      'failed',
    )
  return problemError(
    path ? 'path-in-use' : 'port-in-use',
    `${held}, so ${how}`,
    path ? 'end that first, or use another path' : 'end that first, or draw a free port with ${free-port.name}',
  )
}

function placeInWords(ready: Ready | undefined): string {
  if (typeof ready !== 'object') return 'its place'
  if ('port' in ready) return `port ${ready.port}`
  if ('udp' in ready) return `UDP port ${ready.udp}`
  return 'path' in ready ? `“${ready.path}”` : 'its place'
}
