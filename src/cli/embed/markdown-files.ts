import path from 'node:path'
import type { Problem } from '../../model/problem.ts'
import { filesBelow, isHidden, statOf } from '../../suite/walk.ts'
import { usage } from '../usage.ts'

const markdown = /\.(?:md|markdown)$/i
const magic = /[*?[\]{}!]/

/** Markdown files, absolute and each once. */
export interface MarkdownFiles {
  readonly files: readonly string[]
  readonly problems: readonly Problem[]
}

/** The Markdown files that words mean: files, folders with all below them, globs; without words all of the working directory. */
export async function markdownFiles(words: readonly string[], cwd: string): Promise<MarkdownFiles> {
  if (words.length === 0) return { files: below(cwd), problems: [] }
  const files = new Set<string>()
  const problems: Problem[] = []
  for (const word of words) {
    const found = await meantBy(word, cwd)
    if ('problem' in found) problems.push(found.problem)
    else for (const file of found.files) files.add(file)
  }
  return { files: [...files], problems }
}

async function meantBy(
  word: string,
  cwd: string,
): Promise<{ readonly files: readonly string[] } | { readonly problem: Problem }> {
  const file = path.resolve(cwd, word)
  const stat = statOf(file)
  if (word !== '' && stat?.isDirectory() === true) return someOf(below(file), word)
  if (stat !== undefined && word !== '')
    return markdown.test(word)
      ? { files: [file] }
      : usage(`“${word}” is not a Markdown file`, 'name files that end in .md or .markdown')
  if (!magic.test(word)) {
    const message = word === '' ? 'a file without a name was asked for' : `there is no file “${word}”`
    return { problem: { code: 'file-not-found', message } }
  }
  const { glob } = await import('tinyglobby')
  const ignore = ['**/node_modules/**']
  const matched = await glob(word, { cwd, absolute: true, onlyFiles: true, expandDirectories: false, ignore })
  return someOf(
    matched
      .map((each) => path.resolve(each))
      .filter((each) => markdown.test(each))
      .sort(),
    word,
  )
}

const below = (folder: string): string[] => filesBelow(folder, isHidden).filter((file) => markdown.test(file))

const someOf = (files: readonly string[], word: string) =>
  files.length > 0
    ? { files }
    : ({ problem: { code: 'nothing-selected', message: `no Markdown file was found in “${word}”` } } as const)
