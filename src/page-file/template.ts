import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** Stands in the page where its data belongs (build/page.mjs). */
export const placeOfData = '<!--report-data-->'

/** The page as it was built, before and behind its data. Throws where it has not been built. */
export function pageTemplate(): readonly [before: string, behind: string] {
  const text = readFileSync(templateFile(), 'utf8')
  const at = text.indexOf(placeOfData)
  if (at < 0) throw new Error('the page of reports has no place for its data: reinstall scenario, or build it again')
  return [text.slice(0, at), text.slice(at + placeOfData.length)]
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
