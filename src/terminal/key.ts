/** A key that was pressed, or a text that was pasted. */
export interface Key {
  /** As `press` writes it in a scenario: `up`, `enter`, `ctrl-c`, `alt-x`, `a`; `paste` for a pasted text. */
  readonly name: string
  /** What it types: one character, or what was pasted, its lines ended by `\n`; undefined for a key that types nothing. */
  readonly text?: string
}
