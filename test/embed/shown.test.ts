import { expect, test } from 'vitest'
import { formOf, linesOfFile, linesOfText } from '../../src/embed/shown.ts'

test.each([
  ['.svg', 'picture'],
  ['.png', 'picture'],
  ['.md', 'markdown'],
  ['.txt', { language: 'text' }],
  ['.mmd', { language: 'mermaid' }],
  ['.html', 'link'],
  ['.constructor', 'link'],
  ['.sequence.svg', 'picture'],
  ['.dialogue.txt', { language: 'text' }],
])('%s is shown as %j', (extension, form) => expect(formOf(extension)).toEqual(form))

test('a text is code, behind a fence longer than any in it', () => {
  expect(linesOfText('a\n\n```\nb\n', { language: 'text' })).toEqual(['````text', 'a', '', '```', 'b', '````'])
  expect(linesOfText('', { language: 'text' })).toEqual(['```text', '```'])
})

test('Markdown stands as it is, without blank lines at its end', () => {
  expect(linesOfText('# A\n\nb\n\n', 'markdown')).toEqual(['# A', '', 'b'])
})

test('a file is a picture or a link, whatever its name and its label', () => {
  expect(linesOfFile('pictures/a b (1)#?.svg', 'It [says]\n `x` & <b>', 'picture')).toEqual([
    String.raw`![It \[says\] \`x\` \& \<b\>](pictures/a%20b%20%281%29%23%3F.svg)`,
  ])
  expect(linesOfFile('../é.html', 'x', 'link')).toEqual(['[x](../%C3%A9.html)'])
})
