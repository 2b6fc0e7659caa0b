import fs from 'node:fs'
import path from 'node:path'
import { TextDocument } from 'vscode-languageserver-textdocument'
import type { WorkspaceEdit } from 'vscode-languageserver/node.js'
import { describe, expect, test } from 'vitest'
import { definitionsAt, referencesAt } from '../../../src/lsp/names/find.ts'
import { renamableAt, rename } from '../../../src/lsp/names/rename.ts'
import { uriOf, Workspace } from '../../../src/lsp/workspace/workspace.ts'
import { check } from '../../../src/pipeline.ts'
import { filesBelow, isScenario } from '../../../src/suite/walk.ts'
import { home, servicesAt } from '../../scenarios/house.ts'
import { caretAt, inMemory } from '../in-memory.ts'

const quiet = (name: string): boolean => ['invalid', 'failing', 'parts'].includes(name)
const shipped = filesBelow(path.join(home, 'scenarios'), quiet).filter(
  (file) => file.endsWith('.yaml') && isScenario(file),
)

/** Files as an editor has them open, among all others as they are on the disk. */
function opened(file: string, texts: ReadonlyMap<string, string>): Workspace {
  const documents = new Map([...texts].map(([uri, text]) => [uri, TextDocument.create(uri, 'yaml', 1, text)]))
  const folder = path.dirname(file)
  const place = { root: folder, out: folder, base: folder, scenarios: folder, selected: folder, shared: [], names: [] }
  return new Workspace({ ...place, services: servicesAt(home) }, (uri) => documents.get(uri))
}

function applied(texts: ReadonlyMap<string, string>, { changes = {} }: WorkspaceEdit): ReadonlyMap<string, string> {
  const now = new Map(texts)
  for (const [uri, edits] of Object.entries(changes)) {
    const text = texts.get(uri) ?? fs.readFileSync(new URL(uri), 'utf8')
    now.set(uri, TextDocument.applyEdits(TextDocument.create(uri, 'yaml', 1, text), edits))
  }
  return now
}

async function found(workspace: Workspace, file: string): Promise<readonly string[]> {
  const { problems, warnings, registry } = await check(file, workspace.services)
  workspace.registries.set(file, registry)
  return [...problems, ...warnings].map(({ code }) => code).sort()
}

test.each(shipped.map((file) => [path.relative(home, file), file]))(
  '%s: every name is renamed, and back from its first and last place',
  async (_, file) => {
    const texts = new Map([[uriOf(file), fs.readFileSync(file, 'utf8')]])
    const workspace = opened(file, texts)
    const codes = await found(workspace, file)
    const seen = new Set<string>()
    for (const { of, name, scope, start } of workspace.outline(file)!.places) {
      const key = `${of} ${name} ${scope}`
      if (seen.has(key) || 'refused' in renamableAt(workspace, file, start)) continue
      seen.add(key)
      const made = await rename(workspace, file, start, 'renamed_now')
      if ('refused' in made) {
        // A port that a group of “ready” has found is looked for by this name.
        expect([key, made.refused]).toEqual([`fact port ${scope}`, expect.stringContaining('cannot be known')])
        continue
      }
      const now = applied(texts, made)
      const after = opened(file, now)
      expect(await found(after, file)).toEqual(codes)
      const renamed = after.outline(file)!.places.filter((place) => place.name === 'renamed_now')
      expect([key, renamed.length]).toEqual([key, made.changes?.[uriOf(file)]?.length])
      for (const { start: place } of new Set([renamed[0]!, renamed.at(-1)!])) {
        const back = await rename(after, file, place, name)
        if ('refused' in back) {
          // A group of a rule may have the name of a variable; nothing is given such a name.
          const others = workspace.outline(file)!.places.filter((other) => other.name === name && other.scope !== scope)
          expect([back.refused, others.length > 0]).toEqual([`“${name}” is there already.`, true])
          continue
        }
        const again = applied(now, back)
        for (const uri of again.keys())
          expect(again.get(uri)).toBe(texts.get(uri) ?? fs.readFileSync(new URL(uri), 'utf8'))
      }
    }
  },
)

describe('where a name stands', () => {
  const text = `scenario: x
vars: { word: a }
actors:
  server: { tcp-server: { rules: [{ when: '/(?<who>.) (?<also>.)/', reply: "\${who}" }, { when: '/(?<who>.)/', reply: "\${who}" }] } }
  client: { tcp-client: { to: server } }
steps:
  - start: server
  - connect: client
  - send: { client: "\${word} 😀 \${word}" }
  - expect: { server#client: { line: x, as: line } }
  - check: { server: { connections: 1 } }
mask: [word, { regex: /x/, lane: client }]
`
  const at = (caret: string) => {
    const where = caretAt(text.replace(caret.replace('‸', ''), caret))
    const { workspace, fileOf } = inMemory({ 'scenarios/x.yaml': where.text })
    return { workspace, file: fileOf('scenarios/x.yaml'), offset: where.offset }
  }
  const placesOf = (caret: string): string[] => {
    const { workspace, file, offset } = at(caret)
    return referencesAt(workspace, file, offset, true).map(({ range: { start } }) => `${start.line}:${start.character}`)
  }
  const all = ['1:8', '8:23', '8:34', '11:7']

  test.each(['{ wo‸rd: a }', '"${wo‸rd} 😀', '😀 ${‸word}', '[word‸,'])('a variable, from %s', (caret) => {
    expect(placesOf(caret)).toEqual(all)
  })

  test('an actor, also behind a server, in masks and options', () => {
    expect(placesOf('connect: cl‸ient')).toEqual(['4:2', '7:13', '8:12', '9:21', '11:33'])
  })

  test('a group of a rule, in this rule alone', async () => {
    expect(placesOf('(?<wh‸o>.) (?<also')).toEqual(['3:47', '3:78'])
    const { workspace, file, offset } = at('(?<wh‸o>.) (?<also')
    expect(await rename(workspace, file, offset, 'also')).toEqual({ refused: '“also” is there already.' })
    expect(await rename(workspace, file, offset, 'word')).toEqual({ refused: '“word” is there already.' })
  })

  test('its definition, and none of what nothing names', () => {
    const { workspace, file, offset } = at('"${wo‸rd} 😀')
    expect(definitionsAt(workspace, file, offset).map(({ range }) => range.start)).toEqual([{ line: 1, character: 8 }])
    const verb = at('- con‸nect')
    expect(definitionsAt(verb.workspace, verb.file, verb.offset)).toEqual([])
  })
})
