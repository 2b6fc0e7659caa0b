/** Words of the language that more than one stage must know: the checker refuses all others, the editor's schema offers them. */

/** Keys at the top of a scenario. */
export const topKeys = [
  'scenario',
  'about',
  'tags',
  'plugins',
  'vars',
  'files',
  'tmp',
  'limits',
  'forbid',
  'mask',
  'transcript',
  'only',
  'skip',
  'actors',
  'steps',
] as const
export type TopKey = (typeof topKeys)[number]

/** Options that the core owns; they stand among the kind's own, or beside the kind. */
export const coreOptions = ['strict', 'rows', 'tail', 'count', 'framing', 'eol', 'ansi'] as const
export type CoreOption = (typeof coreOptions)[number]

/** What may stand beside a matcher. */
export const wishModifiers = ['next', 'without', 'stream', 'as', 'after'] as const
export type WishModifier = (typeof wishModifiers)[number]

/** Forms of a message that is no plain line. */
export const messageForms = ['text', 'bytes', 'base64', 'json', 'file'] as const
export type MessageForm = (typeof messageForms)[number]

/** Masks that come with the language. */
export const builtInMasks = ['iso-time', 'uuid', 'duration', 'path'] as const
export type BuiltInMask = (typeof builtInMasks)[number]

/** Systems that `only` and `skip` know, by Node's names and by the usual ones. */
export const systems = [
  'linux',
  'darwin',
  'macos',
  'win32',
  'windows',
  'freebsd',
  'openbsd',
  'netbsd',
  'sunos',
  'aix',
  'android',
] as const

/** Signals as POSIX and Node name them. */
export const signalNames: readonly string[] =
  'HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS BREAK'
    .split(' ')
    .map((name) => `SIG${name}`)

/** What an actor or a variable can be called, but for the names that the language has itself. */
export const namePattern = /^[A-Za-z_][\w-]*$/
export const takenNames = ['tmp', 'dir', 'env', 'free-port'] as const
