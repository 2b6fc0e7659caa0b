/** What a verb means to code that walks over steps without performing them. */
export interface Traits {
  /** It `acts` on actors and may cause something, only `looks` at them, or does `neither`. */
  readonly does: 'acts' | 'looks' | 'neither'
  /** What it takes of each actor are expectations. */
  readonly expects?: true
  /** It starts the actors that it names. */
  readonly startsActors?: true
  /** The actors that it names must have been started. */
  readonly needsStarted?: true
  /** Only kinds that list it among what they `can` do have it. */
  readonly asksKind?: true
  /** It is for a conversation: a server's plain name means its one connection. */
  readonly ofConnection?: true
  /** The actors that it names may have ended after it: `always`, or only when it is `explicit` about that. */
  readonly mayEnd?: 'always' | 'explicit'
  /** It writes to the actors that it names, or ends their input. */
  readonly speaks?: true
  /** It waits until all is idle, always or on a terminal: `busy` may stand beside it. */
  readonly idles?: true
  /** Why no `within` can stand beside it: nothing waits there. */
  readonly instant?: string
  /** Steps stand inside of it, which are walked by themselves. */
  readonly holdsSteps?: true
  /** What it does is written elsewhere: where that cannot be read, anything may have happened. */
  readonly fromElsewhere?: true
}
