import type { IBuffer } from '@xterm/headless'
import type { Screen, ScreenRow } from '../../../src/plugin.ts'
import { rowOf } from './cells.ts'
import { widths } from './widths.ts'

/** What a terminal shows after all that was written to it. */
export interface Emulator {
  /** Resolves when it is shown. */
  write(bytes: Uint8Array | string): Promise<void>
  resize(cols: number, rows: number): void
  shown(): Screen
  /** The program has said that it redraws, and not yet that it has done so (synchronized output, mode 2026). */
  redrawing(): boolean
  close(): void
}

/** xterm.js without a display; loaded when a screen is first asked for. `answer` gets what it replies to a program's questions. */
export async function openEmulator(
  size: { readonly cols: number; readonly rows: number },
  answer: (bytes: string) => void = () => {},
): Promise<Emulator> {
  const { Terminal } = await library()
  const terminal = new Terminal({ ...size, allowProposedApi: true, scrollback: 0, logLevel: 'off' })
  terminal.onData(answer)
  terminal.unicode.register(widths)
  terminal.unicode.activeVersion = widths.version
  return {
    write: (bytes) => new Promise((resolve) => terminal.write(bytes, resolve)),
    resize: (cols, rows) => terminal.resize(cols, rows),
    shown() {
      const { active } = terminal.buffer
      const rows = Array.from({ length: terminal.rows }, (_, row) => rowAt(active, row))
      return {
        columns: terminal.cols,
        rows,
        // Behind the last column it waits there until another character comes.
        cursor: [active.cursorY + 1, Math.min(active.cursorX, terminal.cols - 1) + 1],
      }
    },
    redrawing: () => terminal.modes.synchronizedOutputMode,
    close: () => terminal.dispose(),
  }
}

function rowAt(buffer: IBuffer, row: number): ScreenRow {
  const line = buffer.getLine(buffer.baseY + row)
  const below = buffer.getLine(buffer.baseY + row + 1)
  return rowOf(line, below?.isWrapped === true ? below : undefined)
}

type Library = typeof import('@xterm/headless')

/** It is CommonJS: what it exports stands in `default` where Node cannot read its names. */
async function library(): Promise<Library> {
  const loaded = (await import('@xterm/headless')) as Library & { readonly default?: Library }
  return loaded.default ?? loaded
}
