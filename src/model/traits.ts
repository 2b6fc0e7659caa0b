/** What is known of an actor by its options alone. */
export interface ActorTraits {
  /** Its address cannot be known, so that no other actor can go to it: what to do about it. */
  readonly unreachable?: string
  /** It talks through a terminal, which shows what is typed, has one stream, and has a screen. */
  readonly terminal?: boolean
  /** It has no terminal, and would have one with other options: what to write. */
  readonly noScreen?: string
  /** Verbs of its kind that an actor with these options cannot do: why, and what to do about it. */
  readonly cannot?: Readonly<Record<string, { readonly why: string; readonly hint: string }>>
  /** `start` does not wait until it is ready, so that what it does first races with the next step. */
  readonly notAwaited?: boolean
  /** It may go on in the background, when the process that was started has ended. */
  readonly background?: boolean
}
