import fs from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { ErrorObject } from 'ajv'
import { parse } from 'yaml'
import type { Plugin } from '../../src/model/plugin.ts'
import { registryOf } from '../../src/pipeline.ts'
import { languageSchema } from '../../src/schema/language.ts'
import type { JsonSchema } from '../../src/language/json-schema/json.ts'

/** Complaints of another program's validator about a document; none when it fits. */
export type Validate = (document: unknown) => readonly string[]

const editorKeywords = [
  'errorMessage',
  'patternErrorMessage',
  'markdownDescription',
  'markdownEnumDescriptions',
  'defaultSnippets',
]

/** A validator for a JSON Schema: it must be a good one in the validator's own strict eyes. */
export function validatorOf(schema: JsonSchema): Validate {
  const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: false })
  // Annotations that editors show: instead of a complaint of their own, beside a word, and as something to write.
  for (const keyword of editorKeywords) ajv.addKeyword(keyword)
  const validate = ajv.compile(schema)
  return (document) => (validate(document) ? [] : (validate.errors ?? []).map(shown))
}

const shown = ({ instancePath, message }: ErrorObject): string => `${instancePath} ${message}`

export const languageValidator = (plugins: readonly Plugin[]): Validate =>
  validatorOf(languageSchema(registryOf(plugins)))

/** What a reader of YAML hands to a validator; undefined when it cannot be read at all. */
export function readYaml(file: string): { readonly document: unknown } | undefined {
  try {
    return { document: parse(fs.readFileSync(file, 'utf8'), { version: '1.2', logLevel: 'silent' }) }
  } catch {
    return undefined
  }
}
