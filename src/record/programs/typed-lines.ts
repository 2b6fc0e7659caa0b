import type { TerminalInput } from '../../terminal/terminal.ts'
import type { Driver, Recording } from './recording.ts'
import type { RecordedProgram } from './program.ts'

const encoder = new TextEncoder()

/**
 * Types lines instead of a person, as soon as all is idle: into the last program, or with `@NAME ` before it into that one, by its name or
 * number. The end of the lines ends the recording when all is idle again.
 */
export function typedLines(input: Pick<TerminalInput, 'onData' | 'onEnd'>): Driver {
  return async (recording, over) => {
    await recording.started
    for await (const line of linesOf(input, over)) {
      await recording.idle()
      if (over.aborted) return
      const { program, text } = addressed(line, recording)
      // What Enter sends.
      program.type(encoder.encode(`${text}\r`))
    }
    await recording.idle()
  }
}

/** The lines of an input until its end, or until it is over; the last one may have no end. */
async function* linesOf(input: Pick<TerminalInput, 'onData' | 'onEnd'>, over: AbortSignal): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let text = ''
  let isEnd = false
  let wake = (): void => {}
  const end = (): void => {
    isEnd = true
    wake()
  }
  const undo = [
    input.onData((bytes) => {
      text += decoder.decode(bytes, { stream: true })
      wake()
    }),
    input.onEnd(end),
  ]
  over.addEventListener('abort', end, { once: true })
  while (!over.aborted) {
    const [line = '', ...rest] = text.split('\n')
    if (rest.length > 0 || (isEnd && line !== '')) {
      text = rest.join('\n')
      yield line.replace(/\r$/, '')
    } else if (isEnd) break
    else await new Promise<void>((resolve) => (wake = resolve))
  }
  for (const each of undo) each()
}

/** Whom a line is for. `@@text` is “@text” for the last one, as is a line whose name is no program's. */
function addressed(
  line: string,
  { programs }: Recording,
): { readonly program: RecordedProgram; readonly text: string } {
  const last = programs.at(-1) as RecordedProgram
  if (line.startsWith('@@')) return { program: last, text: line.slice(1) }
  const [, name, text = ''] = /^@([\w-]+)(?: (.*))?$/.exec(line) ?? []
  const program =
    name === undefined ? undefined : programs.find((each, at) => [each.name, each.actor, String(at + 1)].includes(name))
  return program === undefined ? { program: last, text: line } : { program, text }
}
