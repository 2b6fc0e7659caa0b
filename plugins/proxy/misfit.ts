import { wires, type Problem } from '../../src/plugin.ts'
import { clearable, type Clearable, type DatagramEffects, type WrittenFault } from './fault.ts'
import type { Carried } from './fault-words.ts'

const isOfStreams = (name: Clearable): boolean =>
  name !== 'duplicate' && name !== 'reorder' && wires.effectTraits[name].ofStreams === true
const ofDatagrams = clearable.filter((name) => !isOfStreams(name))

/** Why a fault cannot be for what this proxy carries, and which part of it; undefined when it can. */
export function misfit(
  fault: WrittenFault,
  carried: Carried,
): { readonly problem: Problem; readonly at: string } | undefined {
  return carried === 'bytes' ? misfitOfStream(fault) : misfitOfDatagrams(fault)
}

function misfitOfDatagrams(fault: WrittenFault) {
  const name = wires.effectsOf(fault).find(isOfStreams)
  if (name !== undefined)
    return answer(
      name,
      `“${name}” is about connections, and this proxy forwards datagrams`,
      `take one of ${ofDatagrams.join(', ')}`,
    )
  if (fault.after?.bytes !== undefined)
    return answer('after', 'a place among datagrams is not counted in bytes', 'write “after: { datagrams: 3 }”')
  return undefined
}

function misfitOfStream({ datagrams = {}, after }: WrittenFault) {
  const name = (['duplicate', 'reorder', 'lose', 'corrupt'] as const).find((each) => isOfDatagrams(datagrams, each))
  if (name === 'duplicate' || name === 'reorder')
    return answer(name, `“${name}” is about datagrams, and this proxy forwards connections`, udpHint)
  if (name !== undefined)
    return answer(
      name,
      `“${name}” in a connection takes a number of bytes, such as “${name}: 2”; numbers and shares are about datagrams`,
      udpHint,
    )
  if (after?.datagrams !== undefined)
    return answer('after', 'a place in a connection is not counted in datagrams', 'write “after: { bytes: 10 }”')
  return undefined
}

function isOfDatagrams(datagrams: DatagramEffects, name: keyof DatagramEffects): boolean {
  const value = datagrams[name]
  if (value === undefined) return false
  return name === 'duplicate' || name === 'reorder' || !(typeof value === 'object' && 'next' in value)
}

const udpHint = 'lead the proxy to an actor of the kind udp, or write “udp: true” among its options'

const answer = (at: string, message: string, hint: string) => ({
  at,
  problem: { code: 'wrong-fault', message, hint },
})
