import type { BuiltInMask } from '../model/words.ts'
import { wordCharacter } from '../text/ports.ts'

/** A built-in mask: what it finds, and whether two different finds stay different (an identity) or not (a quantity). */
export interface BuiltinMask {
  readonly pattern: RegExp
  readonly identity: boolean
}

const unit = String.raw`(?:ns|µs|μs|us|ms|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hours?|d|days?)`
const pathPart = String.raw`[^\s/\\"'\x60<>|:;,(){}[\]]+`
/** Punctuation that ends a sentence belongs to the sentence. */
const pathEnd = String.raw`(?<![.!?])`

export const builtinMasks: Readonly<Record<BuiltInMask, BuiltinMask>> = {
  /** ISO 8601 as RFC 3339 profiles it, with a space for the T, a comma for the point and no zone allowed. */
  'iso-time': {
    pattern: new RegExp(
      String.raw`(?<!\d)\d{4}-[01]\d-[0-3]\d[T ][0-2]\d:[0-5]\d(?::[0-6]\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d:?\d\d|(?!\d))`,
      'gu',
    ),
    identity: false,
  },
  /** RFC 9562, any version. */
  uuid: {
    pattern: new RegExp(
      String.raw`(?<!${wordCharacter})[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}(?!${wordCharacter})`,
      'giu',
    ),
    identity: true,
  },
  /** `12ms`, `1.5 seconds`, `1h 2m 3s`. */
  duration: {
    pattern: new RegExp(
      String.raw`(?<!${wordCharacter}|\d[.,])\d+(?:[.,]\d+)? ?${unit}(?: ?\d+(?:[.,]\d+)? ?${unit})*(?!${wordCharacter})`,
      'gu',
    ),
    identity: false,
  },
  /** An absolute path, of Unix or Windows; not the path of a URL. */
  path: {
    pattern: new RegExp(
      String.raw`(?<![\p{L}\p{N}_>.~/\\-])(?:(?:/${pathPart})+/?|[A-Za-z]:(?:\\${pathPart})+\\?|\\\\${pathPart}(?:\\${pathPart})+)${pathEnd}`,
      'gu',
    ),
    identity: true,
  },
}
