import fs from 'node:fs'
import path from 'node:path'
import type { Problem } from '../model/problem.ts'
import { filesBelow } from './walk.ts'

/** Transcripts that no scenario writes: those under `transcripts/` beside this `scenarios` folder whose scenario is gone. */
export function orphansOf(scenarios: string): string[] {
  const folder = path.join(path.dirname(scenarios), 'transcripts')
  return filesBelow(folder, (name) => name.startsWith('.')).filter((file) => {
    if (!file.endsWith('.txt') || file.endsWith('.new.txt')) return false
    const scenario = path.join(scenarios, path.relative(folder, file).slice(0, -'.txt'.length))
    return !fs.existsSync(`${scenario}.yaml`) && !fs.existsSync(`${scenario}.yml`)
  })
}

/** What is said about orphans that stay: a warning at a desk, an error in CI. */
export function orphanProblem(shown: string, ci: boolean): Problem {
  return {
    code: 'transcript-orphan',
    message: `${shown} is the transcript of no scenario`,
    hint: 'remove it, or run with --update, which removes it when everything passes',
    severity: ci ? 'error' : 'warning',
  }
}
