import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** Stand in the page where the table of all scenarios belongs, and behind the program what it shows of each (build/page.mjs). */
export const placeOfIndex = '<!--report-index-->'
export const placeOfData = '<!--report-data-->'

/** The page as it was built: what stands before the table, between that and the data, and behind all. */
export type PageTemplate = readonly [before: string, program: string, behind: string]

/** Throws where the page has not been built. */
export function pageTemplate(): PageTemplate {
  const text = readFileSync(templateFile(), 'utf8')
  const [before, rest] = cutAt(text, placeOfIndex)
  return [before, ...cutAt(rest, placeOfData)]
}

function cutAt(text: string, place: string): [before: string, behind: string] {
  const at = text.indexOf(place)
  if (at < 0) throw new Error('the page of reports has no place for its data: reinstall scenario, or build it again')
  return [text.slice(0, at), text.slice(at + place.length)]
}

/** In the folder `page` beside the bundles, which is `dist` also for who runs the sources. */
function templateFile(): string {
  for (let folder = import.meta.dirname; ; folder = path.dirname(folder)) {
    for (const place of ['page', 'dist/page']) {
      const file = path.join(folder, place, 'report.html')
      if (existsSync(file)) return file
    }
    if (path.dirname(folder) === folder)
      throw new Error('the page of reports is missing: reinstall scenario, or build it with “npm run build”')
  }
}
