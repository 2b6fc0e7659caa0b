import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import type { Draft, DraftStep, DraftText, DraftWanted } from '../../../src/record/draft.ts'
import { prove, type Proved, type ProveOptions } from '../../../src/record/prove/prove.ts'
import { hostFor, servicesAt } from '../../scenarios/house.ts'

/** A folder for one test, with a program in it. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'prove-'))
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }))
  for (const [name, content] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), content)
  return folder
}

export const draftOf = (parts: Pick<Draft, 'actors' | 'steps'> & Partial<Draft>): Draft => ({
  title: 'A recorded conversation',
  comments: [],
  only: [],
  vars: [],
  masks: [],
  limits: { step: '2s' },
  ...parts,
})

export const program = (
  name: string,
  run: readonly string[],
  options: Draft['actors'][number]['options'] = new Map(),
) => ({
  name,
  kind: 'program',
  options: new Map([['run', run] as const, ...options]),
})
export const start = (actor: string): DraftStep => ({ verb: 'start', argument: actor })
export const text = (...pieces: DraftText): DraftWanted => ({ matcher: 'text', text: pieces })
export const exit = (wanted: string | number = 0): DraftWanted => ({ matcher: 'exit', wanted })
export const expects = (target: string, ...wanted: readonly DraftWanted[]): DraftStep => ({
  verb: 'expect',
  of: [{ target, wanted }],
})
export const send = (target: string, ...lines: readonly string[]): DraftStep => ({
  verb: 'send',
  of: [{ target, messages: lines.map((line) => ({ form: 'line', text: [line] })) }],
})

/** Proves a draft as if its file stood in the folder. */
export async function proveIn(folder: string, draft: Draft, more: Partial<ProveOptions> = {}): Promise<Proved> {
  return prove(draft, {
    file: path.join(folder, 'recorded.yaml'),
    services: servicesAt(folder),
    host: hostFor(),
    runs: 3,
    seed: 1,
    ...more,
  })
}
