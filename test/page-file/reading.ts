import { gunzipSync } from 'node:zlib'
import type { ReportIndex, ReportScenario } from '../../src/model/report-page.ts'

/** A report as its page reads it. Throws where an element is not as a browser would find it. */
export function readReport(html: string): { index: ReportIndex; scenario(position: number): ReportScenario } {
  const textOf = (id: string): string => {
    const [, ...found] = html.split(new RegExp(`<script type="[a-z/]+" id="${id}">`))
    if (found.length !== 1) throw new Error(`${found.length} elements with the id ${id}`)
    return (found[0] as string).split('</script')[0] as string
  }
  return {
    index: JSON.parse(textOf('index')) as ReportIndex,
    scenario: (position) =>
      JSON.parse(gunzipSync(Buffer.from(textOf(`scenario-${position}`), 'base64')).toString()) as ReportScenario,
  }
}
