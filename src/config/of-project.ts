import type { Configuration } from './load.ts'
import { merged } from './merge.ts'
import type { Project } from './read.ts'

/** A configuration as it is for one of its projects. */
export function configurationOf(configuration: Configuration, project: Project): Configuration {
  const { file, folder, settings, sources } = configuration
  return {
    file,
    folder,
    settings: merged(settings, project.own),
    project: { ...project, around: settings },
    sources,
  }
}
