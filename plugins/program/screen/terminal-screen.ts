import type { Screen } from '../../../src/plugin.ts'
import { openEmulator } from './emulator.ts'

/** What a terminal shows while its program writes to it. */
export interface TerminalScreen {
  /** Grows with whatever may change the screen: each piece of output, and its size. */
  readonly changes: number
  /** Called after each of them. */
  changed: () => void
  /** Output that has been received is not shown yet, so that its program's questions are not answered. */
  readonly busy: boolean
  shown(): Screen
  /** The program has said that it redraws, and not yet that it has done so. */
  redrawing(): boolean
  /** Resolves when all that was written to the terminal before is shown. */
  upToDate(): Promise<void>
}

/** The part that the terminal itself uses. */
export interface FedScreen extends TerminalScreen {
  feed(bytes: Uint8Array): void
  resize(cols: number, rows: number): void
  close(): void
}

/** `received` resolves when all that was written to the terminal before has been fed. */
export async function openScreen(
  size: { readonly cols: number; readonly rows: number },
  outlets: { answer(bytes: string): void; received(): Promise<void>; painted(): void },
): Promise<FedScreen> {
  const emulator = await openEmulator(size, (bytes) => outlets.answer(bytes))
  let fed = Promise.resolve()
  let waiting = 0
  const noted = () => {
    screen.changes += 1
    screen.changed()
  }
  const screen = {
    changes: 0,
    changed: () => {},
    get busy() {
      return waiting > 0
    },
    shown: () => emulator.shown(),
    redrawing: () => emulator.redrawing(),
    async upToDate() {
      await outlets.received()
      await fed
    },
    feed(bytes: Uint8Array) {
      if (bytes.length === 0) return
      waiting += 1
      // The bytes are a view of what the stream may use again.
      fed = emulator.write(Uint8Array.from(bytes)).then(() => {
        waiting -= 1
        outlets.painted()
      })
      noted()
    },
    resize(cols: number, rows: number) {
      emulator.resize(cols, rows)
      noted()
      outlets.painted()
    },
    close: () => emulator.close(),
  }
  return screen
}
