import { described, keysOf } from '../language/shape.ts'
import type { Shape } from '../language/shape.ts'
import { byName } from '../language/json-schema/names.ts'
import { fixedText } from '../language/shapes/scalars.ts'
import { isOfRun, keyShapes, projectShapes } from './keys.ts'
import { otherKey } from './other-words.ts'

/** The keys that hold in CI, too. */
export const ciKeys = keysOf(keyShapes, '“ci”', otherKey)
const ofProjectInCi = (key: string): string | undefined =>
  isOfRun(key) ? `it holds for all projects: write it outside of “projects”` : otherKey(key)
/** The keys of a project that hold in CI. */
export const projectCiKeys = keysOf(projectShapes, '“ci” of a project', ofProjectInCi)

const level = (keys: Pick<typeof ciKeys, 'schema'>): Shape<unknown> => ({
  schema: (registry) => keys.schema(registry),
  // What is inside is read with the level that it stands over.
  read: () => undefined,
})
const aboutCi = 'the same keys, for runs in CI: where the variable CI is set, or with --ci'

/** All of a project. */
export const projectKeys = keysOf(
  { ...projectShapes, ci: described(level(projectCiKeys), aboutCi) },
  'a project',
  ofProjectInCi,
)

const projects: Shape<unknown> = {
  schema: (registry) => byName('project', projectKeys.schema(registry), { propertyNames: projectNames }),
  read: () => undefined,
}

/** What a project can be called: its name is that of a folder, too. */
export const projectName = /^[A-Za-z0-9][\w.-]*$/
const projectNames = {
  title: 'project',
  pattern: projectName.source,
  errorMessage: 'expected letters, digits, ., _ and -, with a letter or a digit first',
}

/** All of a configuration. */
export const topKeys = keysOf(
  {
    ...keyShapes,
    projects: described(projects, 'parts of the suite with settings of their own, by name; --project chooses', {
      examples: [{ plain: { vars: { tls: 'off' } }, secure: { vars: { tls: 'on' } } }],
    }),
    ci: described(level(ciKeys), aboutCi),
    $schema: described(fixedText, 'the JSON Schema of this file, for editors'),
  },
  'a configuration',
  otherKey,
)
