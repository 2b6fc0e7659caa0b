import { Buffer } from 'node:buffer'
import type { Draft, DraftPiece, DraftStep, DraftText } from '../draft.ts'
import { actorOf, expectStep, insertStep, withMask, withOption } from '../prove/edit-draft.ts'
import { mapSteps, mapTexts } from '../map-draft.ts'
import type { SeenEvent, SeenServer, Session } from '../session.ts'

/** A port that a server announced to its client, to connect to: by EPSV (RFC 2428) or PASV (RFC 959) of FTP. */
interface Announced {
  readonly server: SeenServer
  /** Who connected there. */
  readonly client: string
  /** Indexes of the events at which the port was announced, and connected to. */
  readonly at: { readonly announced: number; readonly connected: number }
  /** The control connection's client. */
  readonly asked: string
  /** The line up to the port, what stands for the port, and the rest. */
  readonly line: readonly [string, string, string]
  readonly form: 'one number' | 'two numbers'
}

/** A port that was announced on one connection and used by another differs in each run: it is captured, or that of the server that is played. */
export function withAnnouncedPorts(draft: Draft, session: Session): Draft {
  return announcedIn(session).reduce(
    (changed, announced, index, all) =>
      announced.server.played
        ? announcedByPlayed(changed, announced)
        : captured(changed, announced, suffixOf(announced, all.slice(0, index))),
    draft,
  )
}

/** The names of one that is connected to can be used again. */
function suffixOf({ at }: Announced, before: readonly Announced[]): string {
  const open = before.filter((each) => each.at.connected > at.announced).length
  return open === 0 ? '' : `${open + 1}`
}

function announcedIn({ actors, events }: Session): Announced[] {
  return events.flatMap((event, index) => {
    if (event.type !== 'connected') return []
    const server = actors.find((actor): actor is SeenServer => actor.type === 'server' && actor.name === event.server)
    if (server?.address === undefined || !('port' in server.address)) return []
    const { port } = server.address
    return lastAnnouncement(events.slice(0, index), port, (found, announced) => ({
      ...found,
      server,
      client: event.client,
      at: { announced, connected: index },
    }))
  })
}

function lastAnnouncement(
  before: readonly SeenEvent[],
  port: number,
  as: (found: Pick<Announced, 'asked' | 'line' | 'form'>, at: number) => Announced,
): Announced[] {
  for (const [at, event] of [...before.entries()].toReversed()) {
    if (event.type !== 'sent' || event.from !== 'server') continue
    const text = Buffer.from(event.bytes).toString('latin1')
    const one = new RegExp(`^(.*\\|\\|\\|)(${port})(\\|\\).*?)\\r?$`, 'm').exec(text)
    const two = new RegExp(`^(.*\\d+,\\d+,\\d+,\\d+,)(${port >> 8},${port & 255})(?!\\d)(.*?)\\r?$`, 'm').exec(text)
    const found = one ?? two
    if (found === null) continue
    const opened = before.find((each) => each.type === 'connected' && each.connection === event.connection)
    const asked = opened?.type === 'connected' ? opened.client : ''
    const line = [found[1] as string, found[2] as string, found[3] as string] as const
    return [as({ asked, line, form: one === null ? 'two numbers' : 'one number' }, at)]
  }
  return []
}

/** The played server announces its own port. */
function announcedByPlayed(draft: Draft, { server, form, line }: Announced): Draft {
  const port = `${server.name}.port`
  const pieces: readonly DraftPiece[] =
    form === 'one number' ? [{ variable: port }] : [{ variable: 'high' }, ',', { variable: 'low' }]
  const changed = mapSteps(draft, (step) => [mapTexts(step, (text) => withPieces(text, line, pieces))])
  const first = changed.steps.findIndex((step, index) => step !== draft.steps[index] && hasVariable(step))
  if (form === 'one number' || first < 0) return changed
  return insertStep(changed, first, {
    verb: 'let',
    argument: { high: `floor(\${${port}} / 256)`, low: `\${${port}} % 256` },
  })
}

const hasVariable = (step: DraftStep): boolean => {
  let found = false
  mapTexts(step, (text) => {
    found ||= text.some((piece) => typeof piece !== 'string' && 'variable' in piece && piece.variable === 'high')
    return text
  })
  return found
}

/** The port of a server that is not played is captured from its line; `suffix` makes the names of several unlike. */
function captured(draft: Draft, { client, asked, line, form }: Announced, suffix: string): Draft {
  const at = draft.steps.findIndex((step) => step.verb === 'connect' && [step.argument].flat().includes(client))
  if (at < 0) return draft
  const [high, low, port] = [`high${suffix}`, `low${suffix}`, `port${suffix}`] as const
  const digits = (capture: string): DraftPiece => ({ capture, pattern: String.raw`\d+` })
  const pieces: readonly DraftPiece[] = form === 'one number' ? [digits(port)] : [digits(high), ',', digits(low)]
  let isThere = false
  const changed = mapSteps(draft, (step, index) => [
    index > at || step.verb !== 'expect'
      ? step
      : mapTexts(step, (text) => {
          const other = withPieces(text, line, pieces)
          isThere ||= other !== text
          return other
        }),
  ])
  const whole = { matcher: 'line', text: [line[0], ...pieces, line[2]] } as const
  const expected = isThere ? changed : insertStep(changed, at, expectStep(asked, [whole]))
  const connects = expected.steps.findIndex(
    (step) => step.verb === 'connect' && [step.argument].flat().includes(client),
  )
  const computed =
    form === 'one number'
      ? expected
      : insertStep(expected, connects, { verb: 'let', argument: { [port]: `\${${high}} * 256 + \${${low}}` } })
  return withMask(withOption(computed, actorOf(client), 'port', `\${${port}}`), port)
}

/** The same text with pieces in the place of the port, where it holds that line. */
function withPieces(
  text: DraftText,
  [before, port, behind]: Announced['line'],
  pieces: readonly DraftPiece[],
): DraftText {
  const at = text.findIndex(
    (piece) => typeof piece === 'string' && piece.includes(`${tail(before)}${port}${behind.slice(0, 1)}`),
  )
  if (at < 0) return text
  const piece = text[at] as string
  const start = piece.indexOf(`${tail(before)}${port}`) + tail(before).length
  return [
    ...text.slice(0, at),
    piece.slice(0, start),
    ...pieces,
    piece.slice(start + port.length),
    ...text.slice(at + 1),
  ]
}

/** Enough of what stands before the port to find its place in a part of the line. */
const tail = (before: string): string => before.slice(-4)
