import type { Files } from './services.ts'

/** The files of this machine, and one with this text, which is only here. */
export const withText = (files: Files, file: string, text: string): Files => ({
  ...files,
  read: (name) => (name === file ? { bytes: new TextEncoder().encode(text) } : files.read(name)),
  exists: (name) => name === file || files.exists(name),
})
