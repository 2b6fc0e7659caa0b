import { literalText } from '../../authoring/written.ts'
import type { Written } from '../../authoring/written.ts'
import { escapeRegex, parseRegex } from '../../text/regex.ts'
import type { SeenProgram, SeenReady, Session } from '../session.ts'

/** What stands for a port that may be another one in each run: number → `${…}`. */
export type Ports = ReadonlyMap<number, string>

/** Ports that the system gives by itself begin here (Linux, net.ipv4.ip_local_port_range). */
const ephemeral = 32768

/** A port that a program got by its command is any free one; one that the system gave it is a fact of that program. */
export function portsOf({ actors }: Session): Ports {
  const ports = new Map<number, string>()
  for (const actor of actors) {
    const port = actor.type === 'program' && actor.ready !== undefined ? portIn(actor.ready) : undefined
    if (port === undefined || actor.type !== 'program') continue
    if (actor.command.some((word) => holds(word, port))) ports.set(port, `\${free-port.${actor.name}}`)
    else if (givenPort(actor) !== undefined) ports.set(port, `\${${actor.name}.port}`)
  }
  for (const actor of actors)
    if (actor.type === 'server' && actor.played && actor.address !== undefined && 'port' in actor.address)
      ports.set(actor.address.port, `\${${actor.name}.port}`)
  return ports
}

const portIn = (ready: SeenReady): number | undefined =>
  'port' in ready ? ready.port : 'udp' in ready ? ready.udp : undefined

/** The line of output that names the port which the system gave. */
function givenPort({ ready }: SeenProgram): { readonly port: number; readonly line: string } | undefined {
  if (ready === undefined || !('port' in ready) || ready.line === undefined || ready.port < ephemeral) return undefined
  return ready.line.includes(String(ready.port)) ? { port: ready.port, line: ready.line } : undefined
}

/** A number in a word of a command, not a part of a longer one; a small one only where it is the whole word. */
export const portPattern = (port: number): RegExp =>
  port < 1000 ? new RegExp(`^${port}$`, 'g') : new RegExp(`(?<![\\w.])${port}(?!\\w)`, 'g')

const holds = (word: string, port: number): boolean => portPattern(port).test(word)

/** A word of a command, with what stands for the ports in it. */
export function withPorts(word: string, ports: Ports): string {
  let text = literalText(word)
  for (const [port, name] of ports) text = text.replaceAll(portPattern(port), () => name)
  return text
}

/** `ready` of a program, as the language takes it. */
export function readyOf(program: SeenProgram, ports: Ports): Written | undefined {
  const { ready } = program
  if (ready === undefined) return undefined
  const given = givenPort(program)
  if (given !== undefined && ports.get(given.port) === `\${${program.name}.port}`)
    return `/${given.line.split(String(given.port)).map(escapeRegex).join('(?<port>\\d+)')}/`
  if ('port' in ready) return { port: ports.get(ready.port) ?? ready.port }
  if ('udp' in ready) return { udp: ports.get(ready.udp) ?? ready.udp }
  if ('path' in ready) return { path: literalText(ready.path) }
  if ('line' in ready)
    return parseRegex(ready.line) === undefined ? literalText(ready.line) : { text: literalText(ready.line) }
  return { input: true }
}
