import type { Answer, Asked } from './regex-worker.ts'
import type { Found, Results } from './search.ts'

/** The program of `regex-worker.ts` as text, which build/page.mjs puts here. */
declare const REGEX_WORKER: string

/** Milliseconds that a regex may take for all rows. */
const patience = 3000
/** Milliseconds between what is shown of a search that goes on. */
const pause = 100

/**
 * Looks for a regex beside the page, which stays usable while it does, and gives it up when it takes too long. `show` is called with what
 * was found so far, again and again. Returns what ends the search.
 */
export function searchRegex(asked: Asked, show: (results: Results) => void): () => void {
  const address = URL.createObjectURL(new Blob([REGEX_WORKER], { type: 'text/javascript' }))
  const worker = new Worker(address)
  const timers: ReturnType<typeof setTimeout>[] = []
  const found: Found[] = []
  let rows = 0
  const over = new AbortController()
  const { signal } = over
  const showNow = (why: 'searching' | 'given-up') => show({ found: [...found], more: false, unfinished: { rows, why } })
  const end = () => {
    timers.forEach(clearTimeout)
    // What it has still sent is not taken any more.
    over.abort()
    worker.terminate()
    URL.revokeObjectURL(address)
  }
  const begin = () => {
    timers.push(
      setInterval(() => showNow('searching'), pause),
      setTimeout(() => {
        end()
        showNow('given-up')
      }, patience),
    )
  }
  const onAnswer = ({ data: answer }: MessageEvent<Answer>) => {
    // The time begins with the first answer: a busy machine may take long to start the worker.
    if (timers.length === 0) begin()
    for (const each of answer.found) found.push(each)
    rows = answer.rows
    if (!answer.isLast) return
    end()
    show({ found, more: answer.more })
  }
  const onError = ({ message }: ErrorEvent) => {
    end()
    show({ found, more: false, mistake: message === '' ? 'the browser does not let it run beside the page' : message })
  }
  worker.addEventListener('message', onAnswer, { signal })
  worker.addEventListener('error', onError, { signal })
  worker.postMessage(asked, {})
  return end
}
