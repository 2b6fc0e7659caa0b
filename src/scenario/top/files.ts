import type { FileDeclaration } from '../../model/scenario.ts'
import type { Written, WrittenEntry, WrittenScalar } from '../../model/written.ts'
import { parseMode } from '../../text/units.ts'
import { report } from '../checking.ts'
import type { Checking } from '../checking.ts'
import { asMap, asText, isNothing, keyed, shown, templateOf, textOf } from '../values.ts'

/** `files`: name: text or `{ text:, mode: }`; a name that ends in `/` is a folder. */
export function readFiles(c: Checking, written: Written | undefined): FileDeclaration[] {
  const map = written === undefined ? undefined : asMap(c, written, 'files', '“files: { name: text }”')
  return (map?.entries ?? []).flatMap((entry) => readFile(c, entry) ?? [])
}

function readFile(c: Checking, { key, keySpan, value }: WrittenEntry): FileDeclaration | undefined {
  if (key === '' || /^[/\\]|^[A-Za-z]:/.test(key) || key.split(/[/\\]/).includes('..')) {
    report(
      c,
      'invalid-value',
      `“${key}” would stand outside of the run's own folder`,
      keySpan,
      'give a name below ${tmp}, such as conf/server.conf',
    )
    return undefined
  }
  const nameScalar: WrittenScalar = { type: 'scalar', value: key, source: key, plain: true, span: keySpan }
  const name = templateOf(c, nameScalar)
  const folder = key.endsWith('/')
  if (value.type === 'map') {
    const parts = keyed(c, value, ['text', 'mode'], `the file “${key}”`)
    const mode = parts.mode === undefined ? undefined : modeOf(c, parts.mode.value)
    const text = parts.text === undefined ? undefined : textOf(c, parts.text.value, 'text')
    if (parts.text === undefined && !folder)
      report(c, 'missing-key', `“${key}” has no text`, keySpan, 'add “text: …”; a folder’s name ends in /')
    if (folder && parts.text !== undefined)
      report(
        c,
        'invalid-value',
        `“${key}” is a folder, so it has no text`,
        parts.text.keySpan,
        'take the / off its name',
      )
    return { name, ...(text === undefined || folder ? {} : { text }), ...(mode === undefined ? {} : { mode }) }
  }
  if (folder) {
    if (!isNothing(value))
      report(c, 'invalid-value', `“${key}” is a folder, so it has no text`, value.span, 'take the / off its name')
    return { name }
  }
  const text = textOf(c, value, key)
  return text === undefined ? undefined : { name, text }
}

/** `755`, `0600`: what chmod takes. */
export function modeOf(c: Checking, written: Written): number | undefined {
  const scalar = asText(c, written, 'mode')
  if (scalar === undefined) return undefined
  const mode = parseMode(scalar.source)
  if (mode === undefined)
    report(
      c,
      'invalid-value',
      `“mode” is ${shown(written)}, which is no file mode`,
      written.span,
      'write it in octal, as for chmod: 644 or 755',
    )
  return mode
}
