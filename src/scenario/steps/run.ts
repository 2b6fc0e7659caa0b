import type { Target } from '../../model/scenario.ts'
import { checkReferences, readActor } from '../actors.ts'
import { lose, report } from '../checking.ts'
import type { Checking } from '../checking.ts'
import type { WrittenEntry, WrittenMap } from '../../model/written.ts'
import { targetsOf } from '../targets.ts'
import { checkName, wholeNumber } from '../values.ts'
import type { VerbForm } from './verb.ts'

/** `run: program` or a list; `run: { keys: ssh-keygen … }` declares a program in place. `code: n` beside it. */
export const runVerb: VerbForm = {
  beside: ['code'],
  example: '- run: { keys: ssh-keygen -t ed25519 }',
  read(c, argument, { beside }) {
    const entry = beside.get('code')
    const code = (entry === undefined ? undefined : wholeNumber(c, entry.value, 'code', 0)) ?? 0
    const targets =
      argument.type === 'map'
        ? argument.entries.flatMap((each) => declared(c, argument, each) ?? [])
        : targetsOf(c, argument, 'run')
    return targets.length === 0 ? undefined : { verb: 'run', runs: targets.map((target) => ({ target, code })) }
  },
}

function declared(c: Checking, map: WrittenMap, { key, keySpan, value }: WrittenEntry): Target | undefined {
  const before = c.actors.get(key)
  // A file that is included twice declares the same program twice.
  const again = before !== undefined && before.span.file === keySpan.file && before.span.start === keySpan.start
  if (before !== undefined && !again) {
    report(
      c,
      'duplicate-name',
      `“${key}” is an actor already`,
      keySpan,
      `write “run: ${key}” to run it, or take another name`,
    )
    return lose(c)
  }
  if (!checkName(c, key, keySpan, 'actor')) {
    c.unreadable.add(key)
    return lose(c)
  }
  if (!again) {
    const entries = [{ key: c.registry.commandKind ?? 'command', keySpan, value }]
    readActor(c, key, { type: 'map', entries, span: map.span }, keySpan)
    const made = c.actors.get(key)
    if (made === undefined) return lose(c)
    checkReferences(c, made)
  }
  return { actor: key, span: keySpan }
}
