/**
 * What a line of a program's output is to a reader who wants to know why it died: the error's message, a frame of the program's own
 * code, what surrounds both (frames of the runtime, quoted source, banners), or anything else.
 */
export type StackLine = 'message' | 'frame' | 'inner' | 'plain'

const messages =
  /^(?:\S+: |\[?[\d:.,TZ +/-]+\]? )?(?:(?:uncaught|unhandled)\b.*|exception in thread |caused by: |[\w.$]*(?:Error|Exception|Fault)(?:\b| \[)|fatal\b|panic\b|\s*\[cause\]: |thread '.*' (?:\(\d+\) )?panicked at )/i
const frames = /^\s+(?:at\s|from\s\S+:\d+|File "|\.\.\. \d+ |\d+: \S)/
const innerFrames =
  /\(?(?:node:|internal\/)|\/node_modules\/|<anonymous>\)?$|^\s+at (?:[\w.]+\/)?(?:java|javax|jdk|sun|com\.sun|kotlin|scala|System)[./]|\/lib\/python|site-packages\/|<frozen |\/rustc\/|\.\.\. \d+ |^\s+\d+: /
const goFrames = /^\t(\S+\.go:\d+)/
const goInner = /\/src\/runtime\/|\/usr\/(?:local|lib)\/go/
/** What Node prints around an uncaught error, Go and Rust behind a panic. */
const banners =
  /^(?:Node\.js v\d|Emitted '\w+' event |node:\S+:\d+$|Traceback \(most recent call last\):|\s+\[?errno\]?: |goroutine \d+ \[|created by |exit status \d+$|\[signal |stack backtrace:|note: (?:run with|Some details)|During handling of the above|The above exception was)/
const placeOfSource = /^(?:(?:file:\/\/)?\/\S*|\[\w+\]):\d+$/
const carets = /^\s*[\^~]+\s*$/

/** What the lines before one have shown: whose stack it is. */
interface Seen {
  traced: boolean
  python: boolean
  go: boolean
}

/** The kind of each line; stacks of Node, Python, Java, Go, Rust, Ruby and .NET are known. */
export function stackLines(lines: readonly string[]): StackLine[] {
  const kinds = lines.map((): StackLine => 'plain')
  const seen: Seen = { traced: false, python: false, go: false }
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] as string
    if (kinds[index] !== 'plain') continue
    const quoted = quotedUntil(lines, index)
    if (quoted !== undefined) {
      kinds[index] = line.startsWith('node:') ? 'inner' : 'frame'
      kinds.fill('inner', index + 1, quoted + 1)
    } else {
      kinds[index] = kindOf(line, seen)
      const headline = kinds[index] === 'message' && /^thread '.*panicked at .*:$/.test(line)
      if (headline && index + 1 < lines.length) kinds[index + 1] = 'message'
    }
    if (line.startsWith('Traceback (')) seen.python = true
    if (line.startsWith('goroutine ')) seen.go = true
    if (kinds[index] === 'frame' || kinds[index] === 'inner') seen.traced = true
  }
  if (seen.traced) lines.forEach((line, index) => line.trim() === '' && (kinds[index] = 'inner'))
  return withOneFrameEach(lines, kinds)
}

function kindOf(line: string, seen: Seen): StackLine {
  if (seen.python && /^\S/.test(line)) {
    seen.python = false
    return 'message'
  }
  if (banners.test(line)) return 'inner'
  const inGo = seen.go ? kindInGo(line) : undefined
  if (inGo !== undefined) return inGo
  if (frames.test(line)) return innerFrames.test(line) ? 'inner' : 'frame'
  if (seen.python && /^\s/.test(line)) return 'inner'
  if (messages.test(line)) return 'message'
  return seen.traced && /^(?:\s+\w+: .*,?|\}|\s*)$/.test(line) ? 'inner' : 'plain'
}

function kindInGo(line: string): StackLine | undefined {
  if (goFrames.test(line)) return goInner.test(line) ? 'inner' : 'frame'
  return /^\S.*\)$/.test(line) ? 'inner' : undefined
}

/** Node quotes the source in front of a message: the place, a line or two, and carets under it. */
function quotedUntil(lines: readonly string[], at: number): number | undefined {
  const line = lines[at] as string
  if (!placeOfSource.test(line) && !/^node:\S+:\d+$/.test(line)) return undefined
  for (let next = at + 1; next <= at + 3 && next < lines.length; next += 1)
    if (carets.test(lines[next] as string)) return next
  return undefined
}

/** Of each stack only the frame nearest to the error: Python prints it last, the others first. */
function withOneFrameEach(lines: readonly string[], kinds: StackLine[]): StackLine[] {
  let kept: number | undefined
  kinds.forEach((kind, index) => {
    if (kind === 'message' && !lines[index]?.startsWith('Caused by')) {
      // A place in front of its message belongs to it.
      kept = kept !== undefined && placeOfSource.test(lines[kept] as string) ? kept : undefined
    }
    if (kind !== 'frame') return
    const python = /^\s+File "/.test(lines[index] as string)
    if (kept === undefined) kept = index
    else if (python) {
      kinds[kept] = 'inner'
      kept = index
    } else kinds[index] = 'inner'
  })
  return kinds
}

/**
 * The most useful of these lines, in so few: all but what surrounds errors where that is enough, otherwise the errors' messages, the
 * own frames, and the newest of the rest. What was not printed by the program (undefined) is as good as the rest. Indexes in order.
 */
export function lastWords(lines: readonly (string | undefined)[], limit: number): number[] {
  const kinds = stackLines(lines.map((line) => line ?? 'not printed'))
  const keyLines = kinds.flatMap((kind, index) => (kind === 'inner' ? [] : [index]))
  const worth = keyLines.length === 0 ? lines.map((_, index) => index) : keyLines
  if (worth.length <= limit) return worth
  const rank = { message: 0, frame: 1, plain: 2, inner: 3 } as const
  const best = [...worth].sort((a, b) => rank[kinds[a] as StackLine] - rank[kinds[b] as StackLine] || b - a)
  return best.slice(0, limit).sort((a, b) => a - b)
}

/** The most useful line: the newest message of an error, else the newest line that is not blank. */
export function keyLine(lines: readonly string[]): string | undefined {
  const printed = lines.filter((line) => line.trim() !== '')
  const [index] = lastWords(printed, 1)
  return index === undefined ? undefined : printed[index]?.trim()
}

/** What only stands where an error that nobody caught has ended a program: Node, Python, Go, Rust, Java, Ruby, V8 without memory. */
const uncaught =
  /^(?:Node\.js v\d|Traceback \(most recent call last\):|goroutine \d+ \[|Exception in thread |thread '.*' (?:\(\d+\) )?panicked at |FATAL ERROR: |\S+:\d+:in .*\(\w*(?:Error|Exception)\)$)/

/** The message of the error that nobody caught and that ended a program, from what it printed last; undefined without one. */
export function uncaughtError(lines: readonly string[]): string | undefined {
  if (!lines.some((line) => uncaught.test(line))) return undefined
  const kinds = stackLines(lines)
  const message = lines.find((line, index) => kinds[index] === 'message' || line.startsWith('FATAL ERROR: '))
  return (message ?? keyLine(lines))?.trim()
}
