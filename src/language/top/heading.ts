import { fixedText } from '../shapes/scalars.ts'
import { oneOrMany } from '../shapes/lists.ts'
import { defineKey } from './key.ts'

export const scenario = defineKey({
  about: 'the title; it marks a file as a scenario',
  shape: { ...fixedText, schema: (registry) => ({ ...fixedText.schema(registry), examples: ['A client is greeted'] }) },
  part: (title) => ({ title: title ?? '' }),
})

export const about = defineKey({
  about: 'what it shows, in prose',
  shape: fixedText,
  part: (about): { readonly about?: string } => (about === undefined ? {} : { about }),
})

export const tags = defineKey({
  about: 'words for --tag',
  examples: ['tags: [tcp, slow]'],
  shape: oneOrMany(fixedText, 'a word, or a list of words'),
  part: (tags) => ({ tags: tags ?? [] }),
})

/** They have been loaded before anything else is read. */
export const plugins = defineKey({
  about: 'further plugins: a path relative to this file, or a package',
  examples: ['plugins: ./memcached.ts'],
  shape: oneOrMany(fixedText, 'a file or a package, or a list of them'),
  part: () => ({}),
})
