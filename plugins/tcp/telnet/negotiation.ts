import { Buffer } from 'node:buffer'
import { command, option, subcommand } from './protocol.ts'

export interface Abilities {
  /** The answer to a server that asks for the terminal type. */
  readonly terminal?: string | undefined
  readonly size?: { readonly columns: number; readonly rows: number } | undefined
}

/** Answers requests for options (RFC 855): only a change of state is acknowledged, so that two sides never answer each other for ever. */
export class Negotiation {
  readonly #abilities: Abilities
  /** Options that the server performs. */
  readonly #theirs = new Set<number>()
  /** Options that we perform. */
  readonly #ours = new Set<number>()

  constructor(abilities: Abilities) {
    this.#abilities = abilities
  }

  asked(request: 'will' | 'wont' | 'do' | 'dont', code: number): number[] {
    switch (request) {
      case 'will':
        if (code !== option.echo && code !== option.suppressGoAhead) return [command.iac, command.dont, code]
        return changed(this.#theirs, code, true) ? [command.iac, command.do, code] : []
      case 'wont':
        return changed(this.#theirs, code, false) ? [command.iac, command.dont, code] : []
      case 'do':
        if (!this.#can(code)) return [command.iac, command.wont, code]
        return changed(this.#ours, code, true) ? [command.iac, command.will, code, ...this.#announce(code)] : []
      case 'dont':
        return changed(this.#ours, code, false) ? [command.iac, command.wont, code] : []
    }
  }

  /** The server's parameters for an option: it may ask for the terminal type. */
  parameters([code, ask]: readonly number[]): number[] {
    const { terminal } = this.#abilities
    if (code !== option.terminalType || ask !== subcommand.send || terminal === undefined || !this.#ours.has(code))
      return []
    return subnegotiation(code, [subcommand.is, ...Buffer.from(terminal, 'latin1')])
  }

  #can(code: number): boolean {
    if (code === option.terminalType) return this.#abilities.terminal !== undefined
    if (code === option.windowSize) return this.#abilities.size !== undefined
    return code === option.suppressGoAhead
  }

  #announce(code: number): number[] {
    const { size } = this.#abilities
    if (code !== option.windowSize || size === undefined) return []
    return subnegotiation(code, [size.columns >> 8, size.columns & 0xff, size.rows >> 8, size.rows & 0xff])
  }
}

function changed(options: Set<number>, code: number, wanted: boolean): boolean {
  if (options.has(code) === wanted) return false
  if (wanted) options.add(code)
  else options.delete(code)
  return true
}

function subnegotiation(code: number, parameters: readonly number[]): number[] {
  const escaped = parameters.flatMap((byte) => (byte === command.iac ? [byte, byte] : [byte]))
  return [command.iac, command.sb, code, ...escaped, command.iac, command.se]
}
