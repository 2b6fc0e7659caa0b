import * as z from 'zod'
import { defineMessageForm, text } from '../../src/plugin.ts'
import type { ProgramActor } from './actor.ts'
import { onTerminal } from './on-terminal.ts'
import { sentBy, sentByPaste } from './keys/bytes.ts'
import { mistakeInKey } from './keys/mistakes.ts'
import { keyOf, shownKey, type Key } from './keys/names.ts'

const keyName = () =>
  text().superRefine((written, context) => {
    const mistake = mistakeInKey(written)
    if (mistake === undefined) return
    context.addIssue({ code: 'custom', input: written, message: mistake.message, params: { hint: mistake.hint } })
  })

const one = () => keyName().meta({ examples: ['up', 'enter', 'ctrl-c'] })

/** Only a terminal knows keys. */
const impossible = (written: unknown) =>
  onTerminal((written as { readonly pty?: unknown } | null)?.pty)
    ? undefined
    : { why: 'needs a terminal', hint: 'add pty: true to its options' }

const modesOf = (actor: unknown) => (actor as ProgramActor).modes
const encoded = (text: string): Uint8Array => new TextEncoder().encode(text)

/** Keys, as a person presses them; one row shows all of a message. */
export const key = defineMessageForm({
  about: 'presses keys by their names, one after another',
  wanted: z.union([one(), z.array(keyName()).min(1, 'expected a key')]).meta({ examples: ['up', ['ctrl-c', 'enter']] }),
  impossible,
  write(wanted, actor) {
    const keys = [wanted].flat().map((name) => keyOf(name) as Key)
    const modes = modesOf(actor)
    return { bytes: encoded(keys.map((each) => sentBy(each, modes)).join('')), shown: keys.map(shownKey).join(' ') }
  },
})

/** A text as it comes from the clipboard. */
export const paste = defineMessageForm({
  about: 'pastes a text, between marks where the program has asked for them',
  wanted: text('expected one text, such as "first\\nsecond"').meta({ examples: ['a text'] }),
  impossible,
  write: (wanted, actor) => ({ bytes: encoded(sentByPaste(wanted, modesOf(actor))), shown: `<Paste> ${wanted}` }),
})
