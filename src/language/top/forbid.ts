import type { Forbidden, Pattern } from '../../model/scenario.ts'
import type { YamlMap, YamlNode } from '../../model/yaml-node.ts'
import { parseRegex } from '../../text/regex.ts'
import { report } from '../checking.ts'
import type { Checking } from '../checking.ts'
import { byType } from '../json-schema/by-type.ts'
import { anyOf } from '../json-schema/json.ts'
import * as plain from '../json-schema/plain.ts'
import { described, keysOf } from '../shape.ts'
import type { Shape } from '../shape.ts'
import { laneNames } from '../shapes/lane-names.ts'
import { oneOrMany } from '../shapes/lists.ts'
import { fixedText, pattern, text } from '../shapes/scalars.ts'
import { checkSplitRegex } from '../split-regex.ts'
import { asText, shown } from '../values.ts'
import { defineKey } from './key.ts'

/** A `/regex/`, where nothing else can stand. */
const regex: Shape<Pattern> = {
  schema: () => plain.text,
  read(c, node, label) {
    const scalar = asText(c, node, label)
    if (scalar === undefined) return undefined
    if (parseRegex(scalar.source) !== undefined) return pattern.read(c, node, label)
    const hint = 'write “regex: /panic/i”, or “text: panic”'
    report(c, 'invalid-value', `“${label}” is ${shown(node)}, which is not a regex`, node.span, hint)
    return undefined
  },
}

const streamName: Shape<NonNullable<Forbidden['stream']>> = {
  schema: (registry) => fixedText.schema(registry),
  read(c, node, label) {
    const name = fixedText.read(c, node, label)
    return name === undefined ? undefined : { name, span: node.span }
  },
}

const keys = keysOf(
  {
    text: described(text, 'a text, also one between slashes', { examples: ['/etc/passwd'] }),
    regex: described(regex, 'a /regex/', { examples: ['/panic/i'] }),
    on: described(laneNames, 'only on this actor and its connections, or on one of them: server, server#1', {
      examples: ['server'],
    }),
    stream: described(streamName, 'only on this stream', { examples: ['stderr'] }),
  },
  'what is forbidden',
)

function inMap(c: Checking, map: YamlMap): Forbidden | undefined {
  const found = keys.entries(c, map)
  const hint = 'write { text: panic, on: server }, or { regex: /panic/i, stream: stderr }'
  const isKnown = Object.values(found).filter((entry) => entry !== undefined).length === map.entries.length
  if (found.text === undefined && found.regex === undefined && isKnown)
    report(c, 'missing-key', 'neither “text” nor “regex” says what is forbidden', map.span, hint)
  if (found.text !== undefined && found.regex !== undefined)
    report(c, 'one-key-map', 'one text or one regex is forbidden, not both', found.regex.keySpan, hint)
  const { text, regex, on, stream } = keys.values(c, [found.text, found.regex, found.on, found.stream])
  const span = (found.text ?? found.regex)?.value.span ?? map.span
  const forbidden: Pattern | undefined = text === undefined ? regex : { kind: 'text', template: text, flags: '', span }
  return forbidden && { ...forbidden, ...(on === undefined ? {} : { on }), ...(stream === undefined ? {} : { stream }) }
}

const one: Shape<Forbidden> = {
  schema(registry) {
    const map = keys.schema(registry)
    const needed = anyOf([{ required: ['text'] }, { required: ['regex'] }])
    return byType({
      expected: 'a text, a /regex/, or { text: …, on: …, stream: … }',
      scalar: plain.text,
      map: { ...map, ...needed },
    })
  },
  read: (c, node: YamlNode, label) => (node.type === 'map' ? inMap(c, node) : pattern.read(c, node, label)),
}

const all = oneOrMany(one, 'a text or /regex/, or a list of them', 'either')

export const forbid = defineKey({
  about: 'texts and /regexes/ that must appear in no lane at any time, or on no lane or stream that is named',
  examples: [
    'forbid: [panic, /segfault/i]',
    'forbid: { text: /usr/local/ }',
    'forbid: [{ text: warning, on: server }]',
  ],
  shape: {
    ...all,
    read(c, node, label) {
      checkSplitRegex(c, node)
      return all.read(c, node, label)
    },
  },
  part: (forbidden) => ({ forbid: forbidden ?? [] }),
})
