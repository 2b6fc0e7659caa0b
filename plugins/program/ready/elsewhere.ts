import { processes, type Lane } from '../../../src/plugin.ts'
import { placeInWords } from './conditions.ts'
import type { Watched } from './watch.ts'

/** Where a program listens instead, as the kernel knows. */
export function elsewhere(
  wanted: processes.Listening,
  { processTree }: Pick<Watched, 'processTree'>,
  holders: Lane['holders'],
): { readonly why?: string; readonly hint?: string } {
  const place = placeInWords(wanted)
  const holding = holders?.(wanted) ?? []
  if (holding.length > 0)
    return {
      why: `${place} is in use by ${holding.join(' and ')}`,
      hint: 'end that first, or give one of them another place',
    }
  const { table, unit } = tableOf(wanted)
  const places = processes.listeningOf(processTree.pids(), table).slice(0, 5)
  if (places.length === 0) return { why: 'it listens nowhere' }
  return {
    why: `it listens on ${places.map((each) => unit + each).join(' and ')}, not on ${place}`,
    hint: 'write in ready where it listens, or tell the program where it should',
  }
}

function tableOf(place: processes.Listening): { readonly table: 'tcp' | 'udp' | 'unix'; readonly unit: string } {
  if ('port' in place) return { table: 'tcp', unit: 'port ' }
  return 'udp' in place ? { table: 'udp', unit: 'UDP port ' } : { table: 'unix', unit: '' }
}
