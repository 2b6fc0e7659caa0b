import path from 'node:path'
import type { Files } from '../pipeline.ts'
import { keptRunName, writeKeptRun } from '../report/kept-run.ts'
import type { Outlet } from '../report/reporters-run.ts'

/** Keeps the run in its output folder (absolute), for “scenario report”, when scenarios have run. */
export function keepRun(out: string, files: Pick<Files, 'write'>): Outlet {
  const texts: string[] = []
  return {
    name: keptRunName,
    reporter: { about: 'the last run', report: writeKeptRun },
    terminal: { isTTY: false, color: false, columns: 100 },
    write: (text) => void texts.push(text),
    close(isWhole) {
      // A run is no worse for it: without the file, a later report says that no run is kept.
      if (isWhole && texts.length > 0) files.write(path.join(out, keptRunName), texts.join(''))
      return undefined
    },
  }
}
