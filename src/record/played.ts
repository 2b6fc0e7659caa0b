/** Who is played by the tool in the scenario; the others are real: programs, or a server at its address. */
export type Play = 'client' | 'server' | 'both' | 'none'

/** Which sides of a conversation the tool plays in the scenario. */
export interface Played {
  readonly client: boolean
  readonly server: boolean
}

export const playedSides = (play: Play): Played => ({
  client: play === 'client' || play === 'both',
  server: play === 'server' || play === 'both',
})
