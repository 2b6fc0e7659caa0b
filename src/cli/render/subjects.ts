import path from 'node:path'
import type { Problem } from '../../model/problem.ts'
import { findConversations, type FoundConversation } from '../find-conversation.ts'
import type { Shell } from '../shell.ts'

/** What is to be drawn, and the name of its file without an extension. */
export interface Subject extends FoundConversation {
  /** Beside others it has the folders below `scenarios` or `transcripts` in front: `tcp/echo`. */
  readonly name: string
}

/** The conversations that the words of a call mean, each once, in their order; with problems there are none. */
export async function subjectsOf(
  words: readonly string[],
  shell: Shell,
): Promise<{ readonly subjects: readonly Subject[] } | { readonly problems: readonly Problem[] }> {
  const problems: Problem[] = []
  const found = new Map<string, FoundConversation>()
  for (const word of await expanded(words, shell)) {
    const named = await findConversations(word, shell)
    if ('problem' in named) problems.push(named.problem)
    else for (const each of named.found) found.set(keyOf(each), each)
  }
  if (problems.length > 0) return { problems }
  const all = [...found.values()]
  const several = all.length > 1
  return { subjects: all.map((each) => ({ ...each, name: nameOf(each, several) })) }
}

const keyOf = ({ file, scenario }: FoundConversation): string =>
  scenario === undefined ? `${file}` : JSON.stringify(scenario)

/** A glob of transcripts or recordings as the files that it matches; others are those of scenarios. */
async function expanded(words: readonly string[], { cwd }: Shell): Promise<readonly string[]> {
  const all: string[] = []
  for (const word of words) {
    if (!/[*?{[][^]*\.(?:txt|jsonl)$/.test(word)) all.push(word)
    else {
      const { glob } = await import('tinyglobby')
      const matched = await glob(word, { cwd, onlyFiles: true, expandDirectories: false, dot: true })
      const files = matched.filter((file) => !file.endsWith('.new.txt')).sort()
      all.push(...(files.length === 0 ? [word] : files))
    }
  }
  return all
}

function nameOf({ file, scenario }: FoundConversation, several: boolean): string {
  const whole = (scenario?.file ?? file ?? '').replace(/\.(?:ya?ml|txt|jsonl)$/i, '')
  const name = several ? belowHome(whole) : path.basename(whole)
  return `${name}${scenario?.values ?? ''}`
}

/** The path behind the last folder that is named `scenarios` or `transcripts`; the name alone where there is none. */
function belowHome(file: string): string {
  const parts = file.split(path.sep)
  const home = parts.findLastIndex((part) => part === 'scenarios' || part === 'transcripts')
  return home === -1 ? path.basename(file) : path.join(...parts.slice(home + 1))
}
