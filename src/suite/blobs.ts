import fs from 'node:fs'
import path from 'node:path'
import { readBegin } from '../disk/read-regular.ts'
import type { Problem } from '../model/problem.ts'
import type { Files } from '../pipeline.ts'
import { nameOf } from '../report/variant-text.ts'
import { blobStart, readBlob, type Blob } from '../report/blob.ts'
import { duplicateShards } from './missing-shards.ts'
import { filesBelow, statOf } from './walk.ts'

interface Found {
  readonly blobs: readonly Blob[]
  readonly problems: readonly Problem[]
}

/** The blobs at these absolute paths, of a folder all below it, each file once; with problems they cannot be merged. */
export function blobsAt(places: readonly string[], files: Files, shown: (file: string) => string): Found {
  const problems: Problem[] = []
  const names = new Set<string>()
  for (const place of places) {
    const found = filesAt(place)
    if (found.length === 0) problems.push(nothingAt(place, shown(place)))
    for (const file of found) names.add(realName(file))
  }
  const read: { readonly file: string; readonly blob: Blob }[] = []
  for (const name of names) {
    const one = readOne(name, files, shown(name))
    if ('problem' in one) problems.push(one.problem)
    else read.push({ file: shown(name), blob: one.blob })
  }
  if (problems.length === 0) problems.push(...duplicates(read))
  return { blobs: read.map(({ blob }) => blob), problems }
}

function filesAt(place: string): readonly string[] {
  const stat = statOf(place)
  if (stat?.isDirectory() !== true) return stat === undefined ? [] : [place]
  return filesBelow(place, (name) => name === 'node_modules' || name === '.git').filter(isBlob)
}

/** By how it begins: recordings have the same extension. */
function isBlob(file: string): boolean {
  if (!/\.jsonl?$/i.test(file)) return false
  try {
    return readBegin(file, blobStart.length).toString('latin1') === blobStart
  } catch {
    return false
  }
}

function realName(file: string): string {
  try {
    return fs.realpathSync(file)
  } catch {
    return path.resolve(file)
  }
}

function nothingAt(place: string, shown: string): Problem {
  return statOf(place) === undefined
    ? {
        code: 'file-not-found',
        message: `there is no file or folder ${shown}`,
        hint: 'name blobs, which a run writes with “--reporter blob=FILE”, or a folder with blobs; paths start from this folder',
      }
    : {
        code: 'nothing-selected',
        message: `there is no blob in ${shown}`,
        hint: 'a run writes one with “--reporter blob”, or “--reporter blob=FILE” with the extension .jsonl or .json',
      }
}

function readOne(name: string, files: Files, shown: string): { readonly blob: Blob } | { readonly problem: Problem } {
  const read = files.read(name)
  if ('problem' in read) return { problem: read.problem }
  const blob = readBlob(Buffer.from(read.bytes).toString('utf8'))
  if (typeof blob !== 'string') return { blob }
  return {
    problem: {
      code: 'blob-unreadable',
      message: `${shown} cannot be merged: ${blob}`,
      hint: 'write it again with “--reporter blob” and this version of scenario',
    },
  }
}

/** Shards of one suite have different scenarios; of other runs, none may be in two. */
function duplicates(read: readonly { readonly file: string; readonly blob: Blob }[]): Problem[] {
  const shards = read.flatMap(({ file, blob: { begun } }) =>
    begun.shard === undefined ? [] : [{ file, shard: begun.shard }],
  )
  const problems = duplicateShards(shards)
  const homes = new Map<string, string>()
  for (const { file, blob } of read.filter(({ blob: { begun } }) => begun.shard === undefined)) {
    const names = new Set(
      blob.updates.flatMap((update) => (update.type === 'scenario-ended' ? nameOf(update.result) : [])),
    )
    const twice = [...names].find((name) => homes.has(name))
    if (twice !== undefined) problems.push(twiceIn(twice, homes.get(twice) as string, file))
    for (const name of names) homes.set(name, file)
  }
  return problems
}

const twiceIn = (scenario: string, one: string, other: string): Problem => ({
  code: 'shard-duplicate',
  message: `${one} and ${other} both have ${scenario}`,
  hint: 'give one of them: of a job that ran twice, the later one',
})
