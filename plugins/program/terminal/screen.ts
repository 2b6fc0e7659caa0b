/** What a terminal shows after all that was written to it. */
export interface Screen {
  /** Resolves when it is shown. */
  write(bytes: Uint8Array | string): Promise<void>
  resize(cols: number, rows: number): void
  /** The rows from top to bottom without the blanks at their ends; `wrapped` goes on from the row above. */
  rows(): readonly { readonly text: string; readonly wrapped: boolean }[]
  /** From 0. */
  cursor(): { readonly column: number; readonly row: number }
  close(): void
}

/** A terminal emulator, xterm.js without a display; loaded when a screen is first asked for. */
export async function openScreen(size: { readonly cols: number; readonly rows: number }): Promise<Screen> {
  const { Terminal } = await import('@xterm/headless')
  const terminal = new Terminal({ ...size, allowProposedApi: true, scrollback: 0, logLevel: 'off' })
  return {
    write: (bytes) => new Promise((resolve) => terminal.write(bytes, resolve)),
    resize: (cols, rows) => terminal.resize(cols, rows),
    rows() {
      const { active } = terminal.buffer
      return Array.from({ length: terminal.rows }, (_, row) => {
        const line = active.getLine(active.baseY + row)
        return { text: line?.translateToString(true) ?? '', wrapped: line?.isWrapped ?? false }
      })
    },
    cursor: () => ({ column: terminal.buffer.active.cursorX, row: terminal.buffer.active.cursorY }),
    close: () => terminal.dispose(),
  }
}
