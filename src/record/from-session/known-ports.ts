import type { DraftMessage, DraftPiece, DraftStep, DraftText, DraftWanted } from '../draft.ts'
import { portPattern } from './ports.ts'
import type { Ports } from './ports.ts'

/**
 * Lines that somebody typed into these programs, and what they printed, name a port that is another one in each run:
 * `mosquitto_pub -p 1883`, `Serving on port 8000`. Bytes of a connection stay, since a length may be said of them.
 */
export function withKnownPorts(
  steps: readonly DraftStep[],
  ports: Ports,
  programs: ReadonlySet<string>,
): readonly DraftStep[] {
  if (ports.size === 0) return steps
  const inText = (text: DraftText): DraftText => text.flatMap((piece) => piecesOf(piece, ports))
  return steps.map((step) => {
    if (step.verb === 'send')
      return {
        ...step,
        of: step.of.map((each) =>
          programs.has(each.target)
            ? { ...each, messages: each.messages.map((message) => inMessage(message, inText)) }
            : each,
        ),
      }
    if (step.verb === 'expect')
      return {
        ...step,
        of: step.of.map((each) =>
          programs.has(each.target) ? { ...each, wanted: each.wanted.map((wanted) => inWanted(wanted, inText)) } : each,
        ),
      }
    return step
  })
}

const inMessage = (message: DraftMessage, inText: (text: DraftText) => DraftText): DraftMessage =>
  'text' in message ? { ...message, text: inText(message.text) } : message

function inWanted(wanted: DraftWanted, inText: (text: DraftText) => DraftText): DraftWanted {
  if ('text' in wanted) return { ...wanted, text: inText(wanted.text) }
  return 'texts' in wanted ? { ...wanted, texts: wanted.texts.map(inText) } : wanted
}

function piecesOf(piece: DraftPiece, ports: Ports): DraftPiece[] {
  let pieces = [piece]
  for (const [port, name] of ports)
    pieces = pieces.flatMap((each) => (typeof each === 'string' ? divided(each, port, name) : [each]))
  return pieces
}

function divided(text: string, port: number, name: string): DraftPiece[] {
  const variable = { variable: name.slice(2, -1) }
  const [first = '', ...others] = text.split(portPattern(port))
  return [first, ...others.flatMap((rest) => [variable, rest])].filter((piece) => piece !== '' || others.length === 0)
}
