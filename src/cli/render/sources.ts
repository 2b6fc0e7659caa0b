import type { ReportSource } from '../../model/report-page.ts'
import { check } from '../../pipeline.ts'
import { withoutSecrets } from '../../pipeline/secrets.ts'
import { Redactor } from '../../text/redactor.ts'
import { configuredSecrets } from '../configured-secrets.ts'
import { servicesWithPlugins } from '../services.ts'
import type { Shell } from '../shell.ts'

/** A scenario and what it includes as its pictures show them, the scenario first, without the values of secrets, its own and those of the configuration; nothing where it is not there. */
export async function sourcesOf(scenario: string, shell: Shell): Promise<readonly ReportSource[]> {
  const ready = await servicesWithPlugins(shell)
  if ('problems' in ready || !ready.services.files.exists(scenario)) return []
  const checked = await check(scenario, ready.services)
  const sources = withoutSecrets(checked.sources, new Redactor(configuredSecrets(shell)))
  const own = sources.get(scenario)
  const all = [...(own === undefined ? [] : [own]), ...[...sources.values()].filter((source) => source !== own)]
  return all.filter(({ shown }) => /\.ya?ml$/i.test(shown)).map(({ shown, text }) => ({ file: shown, text }))
}
