import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readRun, recordingOf } from '../../../src/lsp/last-run/recording.ts'
import type { Project } from '../../../src/lsp/workspace/project.ts'

function project(): { readonly place: Project; readonly put: (name: string, text: string, seconds: number) => void } {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'scenario-last-run-'))
  onTestFinished(() => fs.rmSync(root, { recursive: true, force: true }))
  const put = (name: string, text: string, seconds: number): void => {
    const file = path.join(root, '.scenario/scenarios', name)
    fs.mkdirSync(path.dirname(file), { recursive: true })
    fs.writeFileSync(file, text)
    fs.utimesSync(file, seconds, seconds)
  }
  return { place: { root, base: root, out: path.join(root, '.scenario'), names: ['plain'] } as unknown as Project, put }
}

test('the recording that was written last, of all values of a matrix', () => {
  const { place, put } = project()
  const of = (): string | undefined => {
    const found = recordingOf(place, path.join(place.root, 'scenarios/x.yaml'))
    return found && path.basename(found.file)
  }
  expect(of()).toBeUndefined()
  put('x.jsonl', '{}', 1000)
  put('xy.jsonl', '{}', 9000)
  put('x.other.jsonl', '{}', 9000)
  expect(of()).toBe('x.jsonl')
  put('x.impl=b.jsonl', '{}', 2000)
  expect(of()).toBe('x.impl=b.jsonl')
  put('../plain/scenarios/x.jsonl', '{}', 2500)
  expect(of()).toBe('x.jsonl')
  put('x.jsonl', ' '.repeat(5 * 1024 * 1024), 3000)
  expect(of()).toBeUndefined()
})

test('a recording is read as far as it goes', () => {
  expect(readRun('', 'x.jsonl', 1)).toBeUndefined()
  expect(readRun('nonsense\n', 'x.jsonl', 1)).toBeUndefined()
})
