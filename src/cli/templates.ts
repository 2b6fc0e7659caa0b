import { readFileSync } from 'node:fs'
import path from 'node:path'

/** What `scenario new --from` takes: scenarios in the package's folder `templates`. */
export const templateNames = ['echo', 'tcp', 'program', 'udp', 'tls', 'websocket', 'proxy'] as const
export type TemplateName = (typeof templateNames)[number]

/** `home` is the folder of the tool's own package. */
export const readTemplate = (home: string, file: string): string =>
  readFileSync(path.join(home, 'templates', file), 'utf8')

/** A template under a title of its own. `schema` is the way from the new file to the editor's schema, where there is one. */
export function scenarioFrom(home: string, name: TemplateName, title: string, schema?: string): string {
  const line = schema === undefined ? '' : `# yaml-language-server: $schema=${schema}\n`
  return line + readTemplate(home, `${name}.yaml`).replace(/^scenario: .*/, () => `scenario: ${title}`)
}
