/** The bytes of RFC 854 (commands) and the numbers of the options that are answered here. */
export const command = { se: 240, sb: 250, will: 251, wont: 252, do: 253, dont: 254, iac: 255 } as const

export const option = {
  /** RFC 857 */
  echo: 1,
  /** RFC 858 */
  suppressGoAhead: 3,
  /** RFC 1091 */
  terminalType: 24,
  /** RFC 1073, NAWS */
  windowSize: 31,
} as const

/** Inside a terminal-type subnegotiation (RFC 1091). */
export const subcommand = { is: 0, send: 1 } as const

export const nul = 0
export const lineFeed = 10
export const carriageReturn = 13
