import path from 'node:path'
import type { Problem } from '../model/problem.ts'

type Env = Readonly<Record<string, string | undefined>>
type Answer = { readonly out: string } | { readonly why: string; readonly missing: boolean }
type Ask = (cwd: string, ...words: readonly string[]) => Promise<Answer>

/** A mistake that ends the search; it becomes the problem that is returned. */
class Unknown extends Error {
  readonly hint: string
  constructor(message: string, hint: string) {
    super(message)
    this.hint = hint
  }
}

/**
 * Absolute paths of all files that git knows as changed since a ref: committed, staged, in the working tree, removed and untracked ones;
 * a submodule is its folder. From the commit in which the current branch left the ref; an empty `ref` is the upstream of the branch, or
 * HEAD where it has none. Asks `git` (git-diff(1), git-ls-files(1)).
 */
export async function changedSince(
  ref: string,
  cwd: string,
  env: Env,
): Promise<{ readonly changed: readonly string[] } | { readonly problem: Problem }> {
  try {
    const ask = await asking(env)
    const root = await rootOf(ask, cwd)
    const base = await baseOf(ask, root, ref)
    const untracked = ['ls-files', '-z', '--others', '--exclude-standard']
    // Without any commit, all files are new.
    const lists = await Promise.all(
      base === undefined
        ? [read(ask, root, ...untracked, '--cached')]
        : [read(ask, root, ...untracked), read(ask, root, ...differing, base, '--')],
    )
    const names = lists.flatMap((list) => list.split('\0').filter((name) => name !== ''))
    return { changed: [...new Set(names.map((name) => path.join(root, name.replace(/\/$/, ''))))] }
  } catch (error) {
    if (!(error instanceof Unknown)) throw error
    return { problem: { code: 'changes-unknown', message: error.message, hint: error.hint } }
  }
}

/** Absolute paths of files that git could not merge, whether or not there are markers in them; none where git does not know. */
export async function unmergedIn(cwd: string, env: Env): Promise<readonly string[]> {
  const ask = await asking(env)
  const [top, answer] = await Promise.all([
    ask(cwd, 'rev-parse', '--show-cdup'),
    ask(cwd, ...differing, '--diff-filter=U'),
  ])
  if (!('out' in top) || !('out' in answer)) return []
  const root = path.resolve(cwd, top.out)
  return [...new Set(answer.out.split('\0').filter((name) => name !== ''))].map((name) => path.join(root, name))
}

/** True for what git knows as a commit, such as the name of a branch. */
export async function isCommit(ref: string, cwd: string, env: Env): Promise<boolean> {
  return (await commitOf(await asking(env), cwd, ref)) !== undefined
}

const differing = ['diff', '-z', '--name-only', '--no-renames', '--no-ext-diff', '--no-relative']

async function asking(env: Env): Promise<Ask> {
  const { execa } = await import('execa')
  return async (cwd, ...words) => {
    // Looking must not take the lock that a commit of the user needs.
    const options = {
      cwd,
      env: { ...env, GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' },
      extendEnv: false,
      reject: false,
    } as const
    const { failed, stdout, stderr, code } = await execa('git', words, { ...options, stdin: 'ignore' })
    return failed ? { why: stderr?.split('\n')[0] ?? '', missing: code === 'ENOENT' } : { out: stdout }
  }
}

async function read(ask: Ask, cwd: string, ...words: readonly string[]): Promise<string> {
  const answer = await ask(cwd, ...words)
  if ('out' in answer) return answer.out
  throw new Unknown(`git cannot list what has changed: ${answer.why}`, 'correct it, or run without --changed')
}

async function rootOf(ask: Ask, cwd: string): Promise<string> {
  const answer = await ask(cwd, 'rev-parse', '--show-cdup')
  if ('out' in answer) return path.resolve(cwd, answer.out)
  if (answer.missing)
    throw new Unknown('--changed needs git, which is not there', 'install git, or run without --changed')
  throw new Unknown(`git has no working tree here: ${answer.why}`, 'run in a git repository, or without --changed')
}

/** The commit to compare with; undefined where there is none yet. */
async function baseOf(ask: Ask, root: string, ref: string): Promise<string | undefined> {
  const head = await commitOf(ask, root, 'HEAD')
  const since = await commitOf(ask, root, ref === '' ? '@{upstream}' : ref)
  if (since === undefined && ref !== '') throw await noRef(ask, root, ref)
  if (since === undefined || head === undefined) return since ?? head
  const common = await ask(root, 'merge-base', since, head)
  if ('out' in common) return common.out
  if (await isShallow(ask, root)) {
    const named = ref === '' ? 'the upstream of this branch' : `“${ref}”`
    throw new Unknown(`this clone is too shallow to tell where this branch left ${named}`, deeper)
  }
  return since
}

async function commitOf(ask: Ask, root: string, ref: string): Promise<string | undefined> {
  if (ref.startsWith('-')) return undefined
  const answer = await ask(root, 'rev-parse', '--verify', '--quiet', `${ref}^{commit}`)
  return 'out' in answer ? answer.out : undefined
}

const deeper = 'fetch the history: “git fetch --unshallow”, or “fetch-depth: 0” of actions/checkout'

async function noRef(ask: Ask, root: string, ref: string): Promise<Unknown> {
  const message = `git knows no commit “${ref}”`
  return (await isShallow(ask, root))
    ? new Unknown(`${message}, and this clone is shallow`, deeper)
    : new Unknown(
        message,
        'a ref follows --changed: write files before it, or “--changed=main”; fetch a remote branch first',
      )
}

async function isShallow(ask: Ask, root: string): Promise<boolean> {
  const answer = await ask(root, 'rev-parse', '--is-shallow-repository')
  return 'out' in answer && answer.out === 'true'
}
