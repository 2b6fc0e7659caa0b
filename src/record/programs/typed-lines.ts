import type { Driver, Recording } from './recording.ts'
import type { RecordedProgram } from './program.ts'

const encoder = new TextEncoder()

/**
 * Types lines instead of a person, as soon as all is idle: into the last program, or with `@NAME ` before it into that one, by its name or
 * number. The end of the lines ends the recording when all is idle again.
 */
export function typedLines(lines: AsyncIterable<string>): Driver {
  return async (recording, over) => {
    await recording.started
    for await (const line of lines) {
      await recording.idle()
      if (over.aborted) return
      const { program, text } = addressed(line, recording)
      // What Enter sends.
      program.type(encoder.encode(`${text}\r`))
    }
    await recording.idle()
  }
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
