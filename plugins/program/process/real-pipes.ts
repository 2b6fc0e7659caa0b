import { closeSync, constants, mkdtempSync, openSync, rmSync } from 'node:fs'
import { Socket } from 'node:net'
import { join } from 'node:path'

/** One end for the program, the other for us. */
export interface PipeEnds {
  readonly theirs: number
  readonly ours: Socket
}

/**
 * Real pipes. Node's own are socket pairs, which cannot be opened again as /dev/stdout (ENXIO). A pipe with a name for a moment can
 * be had without native code: mkfifo(1), both ends opened, the name removed.
 */
export async function realPipes(
  tmp: string,
  input: boolean,
): Promise<{ stdin?: PipeEnds; stdout: PipeEnds; stderr: PipeEnds }> {
  const folder = mkdtempSync(join(tmp, 'pipes-'))
  const path = (name: string): string => join(folder, name)
  try {
    const { execa } = await import('execa')
    await execa('mkfifo', ['in', 'out', 'err'].map(path))
    return {
      ...(input ? { stdin: toProgram(path('in')) } : {}),
      stdout: fromProgram(path('out')),
      stderr: fromProgram(path('err')),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

// Their ends are opened blocking, as a program expects them; ours is not. Opening the reading end without blocking needs no writer.
function fromProgram(path: string): PipeEnds {
  const ours = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  return { theirs: openSync(path, constants.O_WRONLY), ours: new Socket({ fd: ours, readable: true, writable: false }) }
}

function toProgram(path: string): PipeEnds {
  const both = openSync(path, constants.O_RDWR)
  try {
    const theirs = openSync(path, constants.O_RDONLY)
    const ours = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK)
    return { theirs, ours: new Socket({ fd: ours, readable: false, writable: true }) }
  } finally {
    closeSync(both)
  }
}
