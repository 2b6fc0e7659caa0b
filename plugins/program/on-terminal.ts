/** True when the option `pty`, as written, gives the program a terminal. */
export const onTerminal = (pty: unknown): boolean => pty !== undefined && pty !== false && pty !== null
