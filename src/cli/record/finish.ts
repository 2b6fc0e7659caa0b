import path from 'node:path'
import { terminalText } from '../../../plugins/program/terminal/text.ts'
import { guard } from '../../kernel/reaper.ts'
import type { Problem } from '../../model/problem.ts'
import type { Draft } from '../../record/draft.ts'
import { draftOf, type DraftOptions } from '../../record/from-session/draft-of.ts'
import type { DraftPlace } from '../../record/from-session/place.ts'
import { withHead, type Head } from '../../record/readers/recording/head.ts'
import { encodeSession } from '../../record/session-file.ts'
import { answeredInClear, shownWithout, withSecrets } from '../../record/secrets.ts'
import type { Session } from '../../record/session.ts'
import { haste, waitsOf } from '../../record/waits.ts'
import { withAnnouncedPorts } from '../../record/wire/announced-ports.ts'
import { writeDraft } from '../../record/write-draft.ts'
import { outputPath, pathFrom, transcriptPath } from '../../suite/paths.ts'
import { counted } from '../../text/counted.ts'
import { eraseLine } from '../../text/erase-line.ts'
import { shellWord } from '../../text/shell-word.ts'
import { baseOf, scenariosOf } from '../configured.ts'
import type { Common, Values } from '../options.ts'
import type { recordFlags } from '../record-flags.ts'
import { reportProblems, toolsFor } from '../tools.ts'
import { runHostOf } from './host.ts'
import type { RecordHost } from './host.ts'

type Args = Common & Values<typeof recordFlags>

/** What a scenario is made of: what was seen, or the steps that a file says. */
type Seen = { readonly session: Session; readonly head?: Head } | { readonly draft: Draft }

/** The session is kept, then the scenario written, then proved: nothing of what somebody did is lost on the way. */
export async function finishRecording(source: Seen, args: Args, host: RecordHost): Promise<number> {
  const { shell, file, title } = host
  const { files, shown } = toolsFor(shell)
  const kept = outputPath(path.resolve(shell.cwd, args.out), baseOf(shell), { file }, '.session.jsonl')
  const options = { title, strict: args.strict === true, place: placeOf(host), terminalText }
  const { secrets } = host
  const clear = 'session' in source ? draftOfSeen(source, options) : { ...source.draft, title }
  const draft = withSecrets(clear, secrets)
  const problem =
    (args.from === undefined && 'session' in source && secrets.length === 0
      ? files.write(kept, encodeSession(source.session))
      : undefined) ?? files.write(file, writeDraft(draft))
  if (problem !== undefined) return cannotWrite(problem, args, host)
  // Nobody is there who would wait for the proof; what it has started is killed when this process ends.
  const { hungUp } = shell
  if (hungUp?.aborted === true) return interrupted
  await shell.stdout.write(`recorded ${shown(file)}: ${countsOf(draft)}\n`)
  for (const prompt of answeredInClear(draft))
    await shell.stdout.write(
      `  what answered “${prompt}” stands in it: record with --secret NAME, and the value in that variable\n`,
    )
  if (args.prove === false) {
    await shell.stdout.write(`not run yet; run it: scenario run ${shellWord(host.name)}\n`)
    return 0
  }
  const proof = proveIt(draft, 'session' in source ? source.session : undefined, args, host)
  return hungUp === undefined ? proof : Promise.race([proof, aborted(hungUp)])
}

function draftOfSeen({ session, head }: Extract<Seen, { session: Session }>, options: DraftOptions): Draft {
  const draft = withAnnouncedPorts(draftOf(session, options), session)
  return head === undefined ? draft : withHead(draft, head)
}

/** The exit code of what was interrupted. */
const interrupted = 130

const aborted = (signal: AbortSignal): Promise<number> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(interrupted), { once: true }))

async function proveIt(draft: Draft, session: Session | undefined, args: Args, host: RecordHost): Promise<number> {
  const { shell, file, services } = host
  const { files, shown } = toolsFor(shell)
  const { prove } = await import('../../record/prove/prove.ts')
  const { seenLines } = await import('../../record/prove/seen-lines.ts')
  const reaper = guard()
  const says = (text: string) => (shell.stdout.isTTY ? void shell.stdout.write(`${eraseLine}${text}`) : undefined)
  // Ctrl-C may have ended the recording: the next one ends this process.
  const signal = shell.signal.aborted ? new AbortController().signal : shell.signal
  signal.addEventListener('abort', () => says('ending the run that goes on'))
  try {
    const { runs } = args
    const proved = await prove(draft, {
      file,
      services,
      host: { ...runHostOf(host, signal), reaper, ...(session && { timeoutScale: haste(waitsOf(session)) }) },
      runs,
      seed: 1,
      onRun: (run, repairs) => says(provingLine(run, repairs)),
      ...(session === undefined ? {} : { seen: seenLines(session, terminalText) }),
    })
    says('')
    const transcript = transcriptPath(file, scenariosOf(shell))
    const problem =
      files.write(file, proved.text) ??
      (proved.transcript === undefined ? undefined : files.write(transcript, proved.transcript))
    if (problem !== undefined) return cannotWrite(problem, args, host)
    const findings = shownWithout(proved.findings.map((finding) => `  ${finding}\n`).join(''), host.secrets)
    if (proved.verdict === 'proved') {
      await shell.stdout.write(`${findings}passed ${counted(runs + 1, 'run')}, one with its bytes cut at random\n`)
      await shell.stdout.write(`recorded ${shown(transcript)}\n`)
      return 0
    }
    await shell.stdout.write(`${findings}not proved: ${proved.why ?? proved.verdict}\n`)
    await shell.stdout.write(`see what happens: scenario run ${shellWord(host.name)}\n`)
    return proved.verdict === 'interrupted' ? interrupted : 1
  } finally {
    reaper.close()
  }
}

/** A terminal shows that something goes on. */
const provingLine = (run: number, repairs: number): string =>
  `proving it, run ${run + 1}${repairs === 0 ? '' : `, ${counted(repairs, 'repair')}`} (Ctrl-C: keep it as it is)`

async function cannotWrite(problem: Problem, args: Args, { shell }: RecordHost): Promise<3> {
  await reportProblems(shell, args, [problem])
  return 3
}

const countsOf = ({ actors, steps }: Draft): string =>
  `${counted(actors.length, 'actor')}, ${counted(steps.length, 'step')}`

/** Programs that take what they work on from their folder, without naming a file of it. */
const ofFolder = /^(?:npm|npx|pnpm|yarn|bun|deno|make|sh|bash|dash|zsh|cargo|go|python[\d.]*)$/

/** A program runs where it was recorded, when it can depend on that. */
function placeOf({ shell, file }: RecordHost): DraftPlace {
  const { files } = toolsFor(shell)
  return {
    folderFor({ command, cwd = shell.cwd }, typed) {
      const folder = path.dirname(file)
      if (cwd === folder) return undefined
      const [first = '', ...words] = command
      const named = [first, ...words, ...typed.split(/\s+/)].some(
        (word) => word !== '' && !path.isAbsolute(word) && isIn(cwd, word),
      )
      const depends = named || ofFolder.test(path.basename(first))
      return depends ? pathFrom(folder, cwd) : undefined
    },
  }
  function isIn(folder: string, word: string): boolean {
    // What looks like a path, in a word or in a line for a shell.
    return word
      .split(/\s+/)
      .some((part) => /[./]/.test(part) && /\w/.test(part) && files.exists(path.join(folder, part)))
  }
}
