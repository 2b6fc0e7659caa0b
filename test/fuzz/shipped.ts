import fs from 'node:fs'
import path from 'node:path'
import { filesBelow } from '../../src/suite/walk.ts'
import { home } from '../scenarios/house.ts'

const files = filesBelow(path.join(home, 'scenarios'), () => false).filter((file) => /\.ya?ml$/.test(file))
/** The texts of all scenarios that are shipped, but for endless ones. */
export const texts = files.map((file) => fs.readFileSync(file, 'utf8')).filter((text) => text.length < 20_000)

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /program|\brun\b|shell|\bcwd\b|\benv\b|host|include|plugins|count|times/.test(line))
/** Programs of ours; what others would make of a mutation nobody knows. */
const ours = (line: string): boolean => !/program|\brun\b/.test(line) || /node \.\.\/programs\//.test(line)
const known = new Set(texts.flatMap(linesOf).filter(ours))

/** True when all that a text says about commands, hosts and groups stands in a shipped scenario, and is about our own programs. */
export const harmless = (text: string): boolean => linesOf(text).every((line) => known.has(line))
