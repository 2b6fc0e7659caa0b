import type { BuiltInMask } from '../model/words.ts'
import { wordCharacter } from '../text/ports.ts'
import { whenUsed } from '../text/when-used.ts'

/** A built-in mask: what it finds, and whether two different finds stay different (an identity) or not (a quantity). */
export interface BuiltinMask {
  readonly pattern: RegExp
  readonly identity: boolean
}

const unit = String.raw`(?:ns|µs|μs|us|ms|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hours?|d|days?)`
const sizeUnit = String.raw`(?:[kKMGTP]i?B|B|bytes?|kilobytes?|megabytes?|gigabytes?)`
const day = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)'
const month = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)'
const clock = String.raw`[0-2]\d:[0-5]\d:[0-6]\d`
const octet = String.raw`(?:25[0-5]|2[0-4]\d|1?\d?\d)`
const hextet = String.raw`[\da-fA-F]{1,4}`
const hextets = String.raw`${hextet}(?::${hextet}){0,6}`
/** A zero byte ends a path in many protocols. */
const pathPart = String.raw`[^\s\p{Cc}/\\"'\x60<>|:;,(){}[\]]+`
/** Punctuation that ends a sentence belongs to the sentence. */
const pathEnd = String.raw`(?<![.!?])`

function mask(identity: boolean, make: () => RegExp): BuiltinMask {
  const pattern = whenUsed(make)
  return {
    identity,
    get pattern() {
      return pattern()
    },
  }
}

export const builtinMasks: Readonly<Record<BuiltInMask, BuiltinMask>> = {
  /** ISO 8601 as RFC 3339 profiles it, with a space for the T, a comma for the point and no zone allowed. */
  'iso-time': mask(
    false,
    () =>
      new RegExp(
        String.raw`(?<!\d)\d{4}-[01]\d-[0-3]\d[T ][0-2]\d:[0-5]\d(?::[0-6]\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d:?\d\d|(?!\d))`,
        'gu',
      ),
  ),
  /** RFC 9110, section 5.6.7: IMF-fixdate and the two obsolete forms; with a zone as in RFC 5322. */
  'http-date': mask(
    false,
    () =>
      new RegExp(
        String.raw`\b(?:${day}, \d{1,2} ${month} \d{4} ${clock} (?:GMT|UTC|[+-]\d{4})|${day}[a-z]*day, \d{2}-${month}-\d{2} ${clock} GMT|${day} ${month} [ \d]\d ${clock} \d{4})(?!\d)`,
        'gu',
      ),
  ),
  /** RFC 9562, any version. */
  uuid: mask(
    true,
    () =>
      new RegExp(
        String.raw`(?<!${wordCharacter})[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}(?!${wordCharacter})`,
        'giu',
      ),
  ),
  /** `12ms`, `1.5 seconds`, `1h 2m 3s`. */
  duration: mask(
    false,
    () =>
      new RegExp(
        String.raw`(?<!${wordCharacter}|\d[.,])\d+(?:[.,]\d+)? ?${unit}(?: ?\d+(?:[.,]\d+)? ?${unit})*(?!${wordCharacter})`,
        'gu',
      ),
  ),
  /** `4096 bytes`, `1.5 MiB`, `12kB`. */
  size: mask(
    false,
    () => new RegExp(String.raw`(?<!${wordCharacter}|\d[.,])\d+(?:[.,]\d+)? ?${sizeUnit}(?!${wordCharacter})`, 'gu'),
  ),
  /** RFC 791 and RFC 4291, section 2.2, without the port. */
  address: mask(
    true,
    () =>
      new RegExp(
        String.raw`(?<![\p{L}\p{N}_.:])(?:${octet}(?:\.${octet}){3}(?!\.?[\p{L}\p{N}_])|(?:(?:${hextet}:){7}${hextet}|${hextets}::(?:${hextets})?|::(?:ffff:${octet}(?:\.${octet}){3}|${hextets}))(?:%[\w.-]+)?(?![\p{L}\p{N}_:]))`,
        'gu',
      ),
  ),
  /** As ssh-keygen, openssl and gpg write them: `SHA256:…`, `AB:CD:…`, and the hexadecimal of MD5, SHA-1, SHA-256 and SHA-512. */
  fingerprint: mask(
    true,
    () =>
      new RegExp(
        String.raw`(?<!${wordCharacter})(?:SHA256:[A-Za-z\d+/]{43}=?|(?:MD5:)?(?:[\da-fA-F]{2}:){15}(?:(?:[\da-fA-F]{2}:){4}(?:(?:[\da-fA-F]{2}:){12})?)?[\da-fA-F]{2}|(?:[\da-f]{32}|[\da-f]{40}|[\da-f]{64}|[\da-f]{128}|[\dA-F]{40}|[\dA-F]{64}))(?![\p{L}\p{N}_:+/])`,
        'gu',
      ),
  ),
  /** An absolute path, of Unix or Windows; not the path of a URL. */
  path: mask(
    true,
    () =>
      new RegExp(
        String.raw`(?<![\p{L}\p{N}_>.~/\\-])(?:(?:/${pathPart})+/?|[A-Za-z]:(?:\\${pathPart})+\\?|\\\\${pathPart}(?:\\${pathPart})+)${pathEnd}`,
        'gu',
      ),
  ),
}
