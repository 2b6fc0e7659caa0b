import type { Problem } from '../../model/problem.ts'

/** A scenario of more bytes than this is invalid and not read. */
const sizeLimit = 8 * 1024 * 1024

// oxlint-disable-next-line no-control-regex -- these are what is looked for.
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/

/** A file's bytes as text, its byte order mark dropped, or why they are none. */
export function decode(
  bytes: Uint8Array,
  file: string,
): { readonly text: string; readonly problem?: Problem } | { readonly text?: undefined; readonly problem: Problem } {
  if (bytes.byteLength > sizeLimit) {
    const megabytes = (bytes.byteLength / 1e6).toFixed(1)
    const message = `a scenario has at most ${sizeLimit / 1024 / 1024} MiB, and this file has ${megabytes} MB`
    return {
      problem: { code: 'file-too-large', message, hint: 'keep data in files of their own and send them with “file”' },
    }
  }
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return notUtf8(bytes, file)
  }
  const at = text.search(unprintable)
  if (at !== -1) {
    const code = text.charCodeAt(at).toString(16).padStart(2, '0')
    const message = `a control character (\\x${code}) cannot stand in YAML`
    return {
      text,
      problem: {
        code: 'yaml-syntax',
        message,
        span: { file, start: at, end: at + 1 },
        hint: `write it as "\\x${code}" in double quotes`,
      },
    }
  }
  if (!/^[^\s#]/m.test(text) && !/^\s*[^\s#]/m.test(text)) {
    const hint = 'begin with “scenario: ” and a title'
    return {
      text,
      problem: { code: 'empty-file', message: 'the file is empty', span: { file, start: 0, end: 0 }, hint },
    }
  }
  return { text }
}

function notUtf8(bytes: Uint8Array, file: string): { readonly text: string; readonly problem: Problem } {
  // Only the beginning is shown: a large binary file is no text to point into.
  const text = new TextDecoder('utf-8').decode(bytes.subarray(0, 64 * 1024))
  const found = text.indexOf('\ufffd')
  const start = found === -1 ? text.length : found
  const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  const hint = wide
    ? 'it looks like UTF-16: save it as UTF-8'
    : 'save it as UTF-8, or send binary data with “bytes” or “file”'
  return {
    text,
    problem: {
      code: 'not-utf8',
      message: 'the file is not UTF-8',
      span: { file, start, end: Math.min(start + 1, text.length) },
      hint,
    },
  }
}
