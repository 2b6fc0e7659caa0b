import type { CoreVerb } from '../../model/plugin.ts'
import { check } from './check.ts'
import { close } from './close.ts'
import { connect } from './connect.ts'
import { end } from './end.ts'
import { exit } from './exit.ts'
import { expect } from './expect.ts'
import { inOrder } from './in-order.ts'
import { include } from './include.ts'
import { letVerb } from './let.ts'
import { note } from './note.ts'
import { pause } from './pause.ts'
import { remove } from './remove.ts'
import { repeat } from './repeat.ts'
import { reset } from './reset.ts'
import { resume } from './resume.ts'
import { run } from './run.ts'
import { send } from './send.ts'
import { set } from './set.ts'
import { signal } from './signal.ts'
import { start } from './start.ts'
import { wait } from './wait.ts'
import { append, write } from './write.ts'

/** The verbs of the language, in the order in which they are listed; those of kinds come from plugins. */
export const verbs = {
  start,
  connect,
  run,
  send,
  expect,
  'in-order': inOrder,
  end,
  exit,
  close,
  reset,
  signal,
  pause,
  resume,
  set,
  let: letVerb,
  check,
  write,
  append,
  remove,
  wait,
  note,
  repeat,
  include,
}
export type Verbs = typeof verbs
export type VerbName = keyof Verbs

type AsksKind = { [N in VerbName]: Verbs[N]['traits'] extends { readonly asksKind: true } ? N : never }[VerbName]
/** The verbs that only some kinds can do are those that a kind may list. */
export type KindsListTheseVerbs = [AsksKind, CoreVerb] extends [CoreVerb, AsksKind] ? true : never
true satisfies KindsListTheseVerbs
