/** A run that is asked for. */
export interface Request {
  /** Absolute paths of scenarios; all that are selected when absent. */
  readonly files?: ReadonlySet<string>
  /** Printed before it: what has changed, or which key was pressed; nothing before the first. */
  readonly why?: string
  /** The configuration or a plugin of it has changed. */
  readonly reload?: boolean
}

/** Runs that are asked for while another goes on, as one. */
export class Requests {
  #next: Request | undefined
  #wake: (() => void) | undefined

  add(request: Request): void {
    this.#next = this.#next === undefined ? request : together(this.#next, request)
    this.#wake?.()
  }

  /** Takes it back when nothing is asked for any more. */
  clear(): void {
    this.#next = undefined
  }

  get isWaiting(): boolean {
    return this.#next !== undefined
  }

  take(): Request | undefined {
    const next = this.#next
    this.#next = undefined
    return next
  }

  /** Resolves when something is asked for, or at once after `wake`. */
  wait(): Promise<void> {
    return this.#next !== undefined ? Promise.resolve() : new Promise((resolve) => (this.#wake = resolve))
  }

  wake(): void {
    this.#wake?.()
  }
}

function together(first: Request, second: Request): Request {
  const why = [...new Set([first.why, second.why].filter((each) => each !== undefined))].join(', ')
  const files =
    first.files === undefined || second.files === undefined ? undefined : new Set([...first.files, ...second.files])
  return {
    ...(files === undefined ? {} : { files }),
    ...(why === '' ? {} : { why }),
    ...(first.reload === true || second.reload === true ? { reload: true } : {}),
  }
}
