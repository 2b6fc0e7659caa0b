import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { environment } from '../../../plugins/program/environment.ts'
import { folderWith } from '../../suite/temporary.ts'

test('the folders of a user are the run’s own, and are there', () => {
  const tmp = folderWith({})
  const made = environment({ env: { HOME: '/home/me', XDG_CONFIG_HOME: '/home/me/.config' }, tmp }, undefined, false)
  expect(made['HOME']).toBe(join(tmp, 'home'))
  const names = ['HOME', 'XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'XDG_CACHE_HOME', 'XDG_STATE_HOME', 'XDG_RUNTIME_DIR']
  expect(names.filter((name) => !made[name]!.startsWith(tmp) || !existsSync(made[name]!))).toEqual([])
  expect(statSync(made['XDG_RUNTIME_DIR']!).mode & 0o777).toBe(0o700)
})

test('a chosen HOME brings its own folders, and nothing is made', () => {
  const tmp = folderWith({})
  const forPrograms = { listed: { HOME: '/home/me' }, given: {} }
  const made = environment({ env: {}, tmp, forPrograms }, undefined, false)
  expect(Object.keys(made).filter((name) => name.startsWith('XDG'))).toEqual([])
  expect(made['HOME']).toBe('/home/me')
  expect(existsSync(join(tmp, 'home'))).toBe(false)
})

test('one folder may be chosen alone', () => {
  const tmp = folderWith({})
  const made = environment({ env: {}, tmp }, { XDG_CACHE_HOME: '/cache' }, false)
  expect(made).toMatchObject({ HOME: join(tmp, 'home'), XDG_CACHE_HOME: '/cache' })
})

test('an actor’s own variables win over the scenario’s, and those of --env over both', () => {
  const forPrograms = { listed: { A: 'listed', B: 'listed', C: 'listed' }, given: { C: 'given' } }
  const made = environment({ env: { A: 'runner' }, tmp: folderWith({}), forPrograms }, { B: 'own', C: 'own' }, true)
  expect(made).toMatchObject({ A: 'listed', B: 'own', C: 'given', TERM: 'xterm-256color' })
})
