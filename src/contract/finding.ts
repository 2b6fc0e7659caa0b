/** What a rule of the contract came to for one thing that a plugin contributes. */
export interface Finding {
  /** `the plugin`, `kind “cache”`, `matcher “stored”`. */
  readonly subject: string
  /** What is asked of it, in a few words: `stops while it starts`. */
  readonly rule: string
  readonly outcome: 'kept' | 'broken' | 'untested'
  /** What was seen instead, or why it could not be tried. */
  readonly why?: string
}

/** Collects findings about one subject. A check answers with what is wrong, in a few words; what it throws is wrong, too. */
export class Findings {
  readonly all: Finding[] = []

  async check(
    subject: string,
    rule: string,
    check: () => string | undefined | Promise<string | undefined>,
  ): Promise<boolean> {
    let why: string | undefined
    try {
      why = await check()
    } catch (error) {
      why = `it threw: ${thrownMessage(error)}`
    }
    this.all.push({
      subject,
      rule,
      outcome: why === undefined ? 'kept' : 'broken',
      ...(why === undefined ? {} : { why }),
    })
    return why === undefined
  }

  untested(subject: string, rule: string, why: string): void {
    this.all.push({ subject, rule, outcome: 'untested', why })
  }
}

/** The first line of what was thrown, whatever it was. */
export function thrownMessage(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message : String(thrown)
  return (text.split('\n')[0] ?? '').slice(0, 200) || 'it did not say why'
}

/** In words, what was found open that should have been closed. */
export const opened = (left: readonly string[]): string | undefined =>
  left.length === 0 ? undefined : `it left ${[...new Set(left)].join(' and ')} open`
